package io.netledger.cli.format;

/** A {@code --format} that is not a template, or that asks for what is not there. */
public final class BadTemplate extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean unreadable;

  private BadTemplate(String message, boolean unreadable) {
    super("template parsing error: template: :" + message);
    this.unreadable = unreadable;
  }

  /** The template itself is wrong at that line. */
  static BadTemplate unreadable(int line, String what) {
    return new BadTemplate(line + ": " + what, true);
  }

  /** The template asks a value for something that it does not have. */
  static BadTemplate unanswerable(String what) {
    return new BadTemplate("1: executing \"\": " + what, false);
  }

  /** Whether the template is wrong whatever it is shown, which Docker ends with exit code 64. */
  public boolean isUnreadable() {
    return unreadable;
  }
}
