package io.netledger.agent.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** The host's resolv.conf, read again when it is another; looked at once a second at most. */
final class HostResolvConf {

  private static final long LOOK_AGAIN_NANOS = 1_000_000_000;

  private final Path file;
  private FileTime modified = FileTime.fromMillis(0);
  private long lookedAt = System.nanoTime() - LOOK_AGAIN_NANOS;
  private ResolvConf last = ResolvConf.parse(List.of());

  HostResolvConf(Path file) {
    this.file = file;
  }

  /** As it is now; as it was last if it cannot be read. */
  synchronized ResolvConf read() {
    long now = System.nanoTime();
    if (now - lookedAt >= LOOK_AGAIN_NANOS) {
      lookedAt = now;
      try {
        FileTime time = Files.getLastModifiedTime(file);
        if (!time.equals(modified)) {
          last = ResolvConf.parse(Files.readAllLines(file));
          modified = time;
        }
      } catch (IOException _) {
        // between being removed and being written again
      }
    }
    return last;
  }
}
