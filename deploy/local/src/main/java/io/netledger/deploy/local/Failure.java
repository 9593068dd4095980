package io.netledger.deploy.local;

import java.io.Serial;

/**
 * Something that the user can see to. The message says what is wrong and what to do; it is all that
 * is printed.
 */
final class Failure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  Failure(String message) {
    super(message);
  }

  Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
