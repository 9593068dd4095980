package io.netledger.eventstore.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What lies where in an embedded server's directory.
 *
 * @param path absolute
 */
record ServerDirectory(Path path) {

  private static final long LOG_LIMIT_BYTES = 16 * 1024 * 1024;
  private static final int LOG_TAIL_LINES = 12;

  /** PostgreSQL's own directory. */
  Path data() {
    return path.resolve("data");
  }

  /** Where initdb works; becomes {@link #data()} when it is done. */
  Path draft() {
    return path.resolve("data.new");
  }

  /** The server's UNIX socket lies here. */
  Path socket() {
    return path.resolve("socket");
  }

  Path log() {
    return path.resolve("server.log");
  }

  Path port() {
    return path.resolve("port");
  }

  Path passwordOf(String role) {
    return path.resolve("passwords").resolve(role);
  }

  /** Makes what is missing, and lets the server's account in. */
  void prepare(Account account) {
    PrivateFiles.directory(path);
    PrivateFiles.directory(path.resolve("passwords"));
    account.own(PrivateFiles.directory(socket()));
    if (account.owner().isPresent()) {
      permit(path, "rwx--x--x");
      if (!account.works("test", "-x", path.toString())) {
        throw new IllegalStateException(
            "PostgreSQL does not run as root, and user "
                + account.owner().get()
                + ", whom it runs as instead, may not enter "
                + path
                + ": choose a directory that everyone may pass through");
      }
    }
  }

  /** Puts a grown log aside, so that two of them is the most there ever is. */
  void rotateLog() {
    try {
      if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
        Files.move(log(), path.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of the log, for messages. */
  String logTail() {
    try {
      List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + log() + " cannot be read: " + e.getMessage() + ")";
    }
  }

  private static void permit(Path path, String permissions) {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
