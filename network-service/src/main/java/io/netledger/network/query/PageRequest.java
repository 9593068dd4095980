package io.netledger.network.query;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;

/**
 * The fields that every List request has, as they came.
 *
 * @param filter each "key=value"
 * @param size at most this many; 0: {@value #USUAL}
 * @param token of the answer before; empty: the first page
 */
public record PageRequest(List<String> filter, int size, String token) {

  static final int USUAL = 100;
  static final int MOST = 1000;

  /**
   * @throws Rejection INVALID_ARGUMENT if the size is out of range
   */
  public PageRequest {
    if (size < 0 || size > MOST) {
      throw new Rejection(Reason.INVALID_ARGUMENT, "page_size " + size + "; expected 0 to " + MOST);
    }
    filter = List.copyOf(filter);
  }

  int rows() {
    return size == 0 ? USUAL : size;
  }
}
