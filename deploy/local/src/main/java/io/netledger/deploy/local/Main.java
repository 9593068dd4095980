package io.netledger.deploy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The door: what deploy/up, down, reboot-host, certificate, bench, chaos and scale call. */
@Command(
    name = "deploy",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      RebootHostCommand.class,
      CertificateCommand.class,
      BenchCommand.class,
      ChaosCommand.class,
      ScaleCommand.class
    })
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, line, _) -> {
          if (failure instanceof Failure || failure instanceof IllegalStateException) {
            line.getErr().println(failure.getMessage());
            return 1;
          }
          throw failure;
        })
        .execute(arguments);
  }

  /** Whether we are root, or are inside a user namespace in which we are. */
  static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException("/proc is not mounted", e);
    }
  }
}
