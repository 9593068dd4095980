package io.netledger.agent.kernel;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.Change.SetSysctl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Switches under /proc/sys, of the namespace that one is in. */
final class Sysctls {

  private static final Path ROOT = Path.of("/proc/sys");

  private Sysctls() {}

  /** Enters the namespace and writes what differs there. */
  static void write(NetworkNamespace where, List<SetSysctl> wanted) {
    where.inside(() -> write(wanted));
  }

  /** A kernel without IPv6 has nothing to switch off. */
  private static boolean write(List<SetSysctl> wanted) {
    for (SetSysctl it : wanted) {
      boolean without = it.key().startsWith("net/ipv6/") && !Files.exists(ROOT.resolve("net/ipv6"));
      if (!without && !read(it.key()).equals(Optional.of(it.value()))) {
        NetworkNamespace.writeSysctl(it.key(), it.value());
      }
    }
    return true;
  }

  /** The value, or empty if there is no such switch. */
  static Optional<String> read(String key) {
    try {
      // Not readString: of a file without a size it asks for one byte first, and from the second
      // byte on the kernel says nothing (do_proc_dointvec), so 10 would be 1.
      return Optional.of(String.join("\n", Files.readAllLines(ROOT.resolve(key))).strip());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("sysctl " + key + ": " + e.getMessage(), e);
    }
  }
}
