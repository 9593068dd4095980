package io.netledger.eventstore;

/** The log is not as it was written, so that nothing can be proved of it. */
public final class LogDamaged extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LogDamaged(String message) {
    super(message);
  }
}
