package io.netledger.eventstore;

/** A log can be imported only where there is none. */
public final class LogNotEmpty extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LogNotEmpty(long head) {
    super("the log has %d events; expected none".formatted(head));
  }
}
