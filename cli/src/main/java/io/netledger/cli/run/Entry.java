package io.netledger.cli.run;

import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The way into a sandbox: {@code nsenter} from util-linux, which becomes the command, so that its
 * process is the command's. The file of a sandbox on a simulated host is seen only from the host's
 * own mount namespace; the process that holds the host's namespaces lends it. In a normal user's
 * deployment that process lives in a user namespace.
 */
final class Entry {

  /**
   * What the command shall see of /etc is mounted for it alone, and its host name is one that it
   * finds there. A mount that fails says so itself; the command runs then with what it finds.
   */
  private static final String WITH_NAMES =
      "etc=$1; name=$2; shift 2; if [ -d \"$etc\" ]; then hostname \"$name\" 2>/dev/null;"
          + " for file in resolv.conf hosts; do mount --bind \"$etc/$file\" \"/etc/$file\"; done; fi;"
          + " exec \"$@\"";

  private static final int LONGEST_HOST_NAME = 64; // HOST_NAME_MAX of limits.h

  private final Session session;

  Entry(Session session) {
    this.session = session;
  }

  /** Runs the command in the sandbox and answers its exit code; see {@link Run} for the others. */
  int run(Sandbox sandbox, List<String> command, Signals signals) {
    try {
      Process process = new ProcessBuilder(words(sandbox, command)).inheritIO().start();
      signals.passTo(process);
      return process.waitFor();
    } catch (IOException e) {
      throw Failure.refused(
          "cannot run nsenter, which enters network namespaces: "
              + e.getMessage()
              + "\nIt comes with the package util-linux.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the command runs", e);
    }
  }

  private List<String> words(Sandbox sandbox, List<String> command) {
    List<String> words = new ArrayList<>();
    session
        .deployment()
        .holder(sandbox.getHost())
        .ifPresent(holder -> words.addAll(throughHost(sandbox.getHost(), holder)));
    if (words.isEmpty() && !Files.exists(Path.of(sandbox.getNetnsPath()))) {
      throw Failure.refused(
          "sandbox "
              + sandbox.getName()
              + " is on host "
              + sandbox.getHost()
              + " and its namespace "
              + sandbox.getNetnsPath()
              + " is not on this machine. Run the command there.");
    }
    Path etc = etc(sandbox);
    boolean named =
        sandbox.getMode() != SandboxMode.SANDBOX_MODE_HOST
            && (!words.isEmpty() || Files.exists(etc));
    words.addAll(List.of("nsenter", "--net=" + sandbox.getNetnsPath(), "--"));
    if (named) {
      words.addAll(List.of("unshare", "--uts", "--mount", "--propagation", "slave", "--"));
      words.addAll(List.of("sh", "-c", WITH_NAMES, "netledger", etc.toString(), hostName(sandbox)));
    }
    words.addAll(command);
    return words;
  }

  /** As hosts has it: the sandbox's name, or that of whose network stack it shares. */
  private static String hostName(Sandbox sandbox) {
    String name = sandbox.getDonorId().isEmpty() ? sandbox.getName() : sandbox.getDonor();
    return name.substring(0, Math.min(name.length(), LONGEST_HOST_NAME));
  }

  /** The agent keeps it beside the namespaces: of DIR/netns/ID it is DIR/etc/ID. */
  private static Path etc(Sandbox sandbox) {
    Path namespace = Path.of(sandbox.getNetnsPath());
    return namespace.resolve("../../etc").normalize().resolve(sandbox.getId());
  }

  private static List<String> throughHost(String host, long holder) {
    Path process = Path.of("/proc", Long.toString(holder));
    if (!Files.exists(process)) {
      throw Failure.refused(
          "the process "
              + holder
              + " that holds host "
              + host
              + " is gone. Start it again with: deploy/up");
    }
    List<String> words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder)));
    if (!sameUserNamespace(process)) {
      words.addAll(List.of("-U", "--preserve-credentials"));
    }
    words.addAll(List.of("-m", "--"));
    // Entering a mount namespace leads to its root; the command shall find itself where its caller
    // stands.
    Path here = Path.of("").toAbsolutePath();
    if (Files.isDirectory(process.resolve("root").resolve(Path.of("/").relativize(here)))) {
      words.addAll(List.of("env", "--chdir=" + here));
    }
    return words;
  }

  private static boolean sameUserNamespace(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("ns/user"))
          .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/user")));
    } catch (IOException e) {
      throw Failure.refused(
          "cannot look into process "
              + process.getFileName()
              + ", which holds the host: "
              + e.getMessage()
              + "\nIt belongs to another user: run netledger as the user who ran deploy/up.");
    }
  }
}
