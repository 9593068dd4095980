package io.netledger.deploy.local.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many sandboxes may be met at a time. Who meets for the first time takes an entry in the
 * kernel's table of neighbours on either side; all namespaces share one table, and when it is full
 * calls fail until it is swept. A sweep takes entries of more than five seconds down to gc_thresh2
 * (neigh_forced_gc in net/core/neighbour.c).
 *
 * @param atATime calls to different sandboxes
 */
record Pace(int atATime) {

  /** Until what the calls have left in the table may be swept. */
  static final Duration PAUSE = Duration.ofMillis(5_500);

  private static final Path TABLE = Path.of("/proc/sys/net/ipv4/neigh/default");
  private static final int ENTRIES_OF_A_CALL = 2;
  private static final int LEAST = 16;

  /** What this machine allows. */
  static Pace ofThisMachine() {
    return of(threshold("gc_thresh2"), threshold("gc_thresh3"));
  }

  /** With a fifth left for others. */
  static Pace of(int swept, int full) {
    return new Pace(Math.max(LEAST, (full - swept) / ENTRIES_OF_A_CALL * 4 / 5));
  }

  static int threshold(String name) {
    try {
      // Not readString: it asks for a single byte first, and the kernel has no more after that
      // (proc_dointvec starts at the file's beginning only).
      return Integer.parseInt(Files.readAllLines(TABLE.resolve(name)).getFirst().strip());
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
}
