package io.netledger.agent.kernel;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Switches under /proc/sys. All of this is called inside the namespace that is meant. */
final class Sysctls {

  private static final Path ROOT = Path.of("/proc/sys");

  private Sysctls() {}

  /** Writes what differs. A kernel without IPv6 has nothing to switch off. */
  static boolean write(Map<String, String> wanted) {
    wanted.forEach((key, value) -> {
      boolean without = key.startsWith("net/ipv6/") && !Files.exists(ROOT.resolve("net/ipv6"));
      if (!without && !read(key).equals(Optional.of(value))) {
        NetworkNamespace.writeSysctl(key, value);
      }
    });
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
