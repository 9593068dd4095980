package io.netledger.cli.session;

/**
 * The end of a command that could not do what it was asked; the message is for the user as it is.
 */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Docker's exit code of a command whose words are wrong, and of {@code run} when it never ran.
   */
  public static final int USAGE = 125;

  /** Docker's exit code of a refusal. */
  public static final int REFUSED = 1;

  private final int exitCode;

  private Failure(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** The service, or a check of ours in its place, refused. */
  public static Failure refused(String message) {
    return new Failure(message, REFUSED);
  }

  /** The words of the command are wrong. */
  public static Failure usage(String message) {
    return new Failure(message, USAGE);
  }

  /** The same failure with another exit code. */
  public Failure endingWith(int otherCode) {
    return new Failure(text(), otherCode);
  }

  /** What the user is told. */
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** What the process exits with. */
  public int exitCode() {
    return exitCode;
  }
}
