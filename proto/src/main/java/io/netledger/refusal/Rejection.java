package io.netledger.refusal;

/**
 * A wish that may not be carried out, and why. Nothing was changed by it. The message names the
 * value in question and what was expected; clients see it as it is.
 *
 * <p>A bug is not a rejection: it stays whatever exception it is.
 */
public final class Rejection extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public Rejection(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Never null, unlike that of other exceptions. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? reason.name() : message;
  }

  @Override
  public String toString() {
    return reason + ": " + getMessage();
  }
}
