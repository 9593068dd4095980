package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.witness.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How many sandboxes may be met at a time. Who meets for the first time takes an entry in the
 * kernel's table of neighbours on either side. All namespaces of the machine share one table, and
 * when it is full calls fail: a sweep leaves every entry that a timer holds, which is so for 15 to
 * 45 seconds (neigh_forced_gc in net/core/neighbour.c).
 *
 * @param atATime calls to different sandboxes
 */
record Pace(int atATime) {

  private static final Path MOST_ENTRIES = Path.of("/proc/sys/net/ipv4/neigh/default/gc_thresh3");
  private static final int ENTRIES_OF_A_CALL = 2;
  private static final int LEAST = 16;

  /** What this machine allows. */
  static Pace ofThisMachine() {
    return of(entries());
  }

  /** Two fifths of the table; the rest is for others. */
  static Pace of(int entries) {
    return new Pace(Math.max(LEAST, entries / ENTRIES_OF_A_CALL / 5 * 2));
  }

  /** How many the table may have. */
  static int entries() {
    try {
      // Not readString: it asks for a single byte first, and the kernel has no more after that
      // (proc_dointvec starts at the file's beginning only).
      return Integer.parseInt(Files.readAllLines(MOST_ENTRIES).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parts of {@code all} that may be done at a time. */
  <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int begin = 0; begin < all.size(); begin += atATime) {
      parts.add(all.subList(begin, Math.min(all.size(), begin + atATime)));
    }
    return parts;
  }

  /** Has the host and the namespaces in the files {@code netns} forget whom they have met. */
  static void forget(Shell host, Collection<String> netns) {
    var _ =
        host.run(
            "ip neigh flush all; for file in "
                + String.join(" ", netns)
                + "; do nsenter --net=$file ip neigh flush all; done");
  }
}
