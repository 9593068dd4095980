package io.netledger.eventstore;

/**
 * The database does not answer. If an append ends so, it is unknown whether it was stored; the same
 * append with the same request id, later, tells.
 */
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  StoreUnavailable(String message) {
    super(message);
  }
}
