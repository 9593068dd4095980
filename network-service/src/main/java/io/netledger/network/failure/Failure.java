package io.netledger.network.failure;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;

/**
 * A refusal that came after the request was accepted: of ipam-service or of a host.
 *
 * @param message in words, for the caller
 */
public record Failure(Reason reason, String message) {

  public static Failure of(Rejection rejection) {
    return new Failure(rejection.reason(), rejection.getMessage());
  }

  /** What the caller is told who still waits. */
  public Rejection rejection() {
    return new Rejection(reason, message);
  }
}
