package io.netledger.network.query;

import java.util.List;

/**
 * The fields that every List request has, as they came.
 *
 * @param filter each "key=value"
 * @param size at most this many; 0: the usual number
 * @param token of the answer before; empty: the first page
 */
public record PageRequest(List<String> filter, int size, String token) {

  public PageRequest {
    filter = List.copyOf(filter);
  }
}
