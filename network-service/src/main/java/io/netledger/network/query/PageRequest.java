package io.netledger.network.query;

import java.util.List;
import java.util.Optional;

/**
 * The fields that every List request has, as they came.
 *
 * @param filter each "key=value"
 * @param size at most this many; 0: the usual number
 * @param token of the answer before; empty: the first page
 * @param asOf the revision that is asked about; empty: the newest
 */
public record PageRequest(List<String> filter, int size, String token, Optional<Long> asOf) {

  public PageRequest {
    filter = List.copyOf(filter);
  }
}
