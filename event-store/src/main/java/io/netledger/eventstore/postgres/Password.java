package io.netledger.eventstore.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A password that does not print itself. */
public final class Password {

  private static final int RANDOM_BYTES = 24;

  private final String secret;

  private Password(String secret) {
    this.secret = secret;
  }

  /** The password whose characters are {@code secret}. */
  public static Password of(String secret) {
    return new Password(secret);
  }

  /**
   * The first line of {@code file}.
   *
   * @throws IllegalArgumentException if there is no such file or its first line is empty
   */
  public static Password in(Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .findFirst()
          .filter(line -> !line.isEmpty())
          .map(Password::new)
          .orElseThrow(
              () -> new IllegalArgumentException("the password file " + file + " is empty"));
    } catch (NoSuchFileException _) {
      throw new IllegalArgumentException("there is no password file " + file);
    } catch (IOException e) {
      throw new UncheckedIOException("the password file " + file + " cannot be read", e);
    }
  }

  /**
   * The password in {@code file}; if there is none yet, a random one that is stored there, readable
   * by its owner only.
   */
  static Password keptIn(Path file) {
    if (!Files.exists(file)) {
      var random = new byte[RANDOM_BYTES];
      new SecureRandom().nextBytes(random);
      PrivateFiles.write(
          file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    }
    return in(file);
  }

  /** The password itself, for the one call that needs it. */
  String reveal() {
    return secret;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Password password && secret.equals(password.secret);
  }

  @Override
  public int hashCode() {
    return secret.hashCode();
  }

  @Override
  public String toString() {
    return "(not shown)";
  }
}
