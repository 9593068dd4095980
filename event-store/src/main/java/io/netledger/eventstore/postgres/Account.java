package io.netledger.eventstore.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Who PostgreSQL runs as. Its programs refuse to run as user 0, so root needs a way to be someone
 * else.
 *
 * @param prefix what comes before a command so that it runs as this account
 * @param owner the user id that must own the server's files; empty: whoever we are
 */
record Account(List<String> prefix, Optional<Integer> owner) {

  /**
   * Inside a new user namespace without a mapping we are nobody, and our files are nobody's too.
   */
  private static final List<String> NOBODY_IN_A_NAMESPACE = List.of("unshare", "--user", "--");

  /** The overflow user of the kernel, by custom "nobody" (user_namespaces(7)). */
  private static final int NOBODY = 65534;

  private static final List<String> NOBODY_ON_THE_MACHINE =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");

  /**
   * The account for this process.
   *
   * @throws IllegalStateException if we are root and there is no way to be someone else
   */
  static Account ofThisProcess() {
    return of(effectiveUser(), Account::works);
  }

  static Account of(int user, CommandTrial trial) {
    if (user != 0) {
      return new Account(List.of(), Optional.empty());
    }
    if (trial.works(command(NOBODY_IN_A_NAMESPACE, "true"))) {
      return new Account(NOBODY_IN_A_NAMESPACE, Optional.empty());
    }
    if (trial.works(command(NOBODY_ON_THE_MACHINE, "true"))) {
      return new Account(NOBODY_ON_THE_MACHINE, Optional.of(NOBODY));
    }
    throw new IllegalStateException(
        "PostgreSQL does not run as root, and neither `unshare --user` (user namespaces) nor `setpriv --reuid` works"
            + " here: run as a normal user, or give a jdbc:postgresql:// url");
  }

  /** Whether a command can be run here. */
  @FunctionalInterface
  interface CommandTrial {
    boolean works(List<String> command);
  }

  /** {@code program} with {@code arguments}, run as this account. */
  List<String> command(String program, String... arguments) {
    return command(prefix, program, arguments);
  }

  /** Whether {@code program} ends well as this account. */
  boolean works(String program, String... arguments) {
    return works(command(program, arguments));
  }

  /** Makes {@code tree} the account's own, if that is not us. */
  void own(Path tree) {
    owner.ifPresent(user -> {
      try (var paths = Files.walk(tree)) {
        for (Path path : paths.toList()) {
          Files.setAttribute(path, "unix:uid", user);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(tree + " cannot be given to user " + user, e);
      }
    });
  }

  private static List<String> command(List<String> prefix, String program, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program);
    command.addAll(List.of(arguments));
    return command;
  }

  private static int effectiveUser() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException("/proc is not mounted", e);
    }
  }

  private static boolean works(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trying " + command, e);
    }
  }
}
