package io.netledger.agent.netns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is mounted where, as this process sees it (proc_pid_mountinfo(5)). */
final class MountTable {

  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final Pattern MOUNT_POINT = Pattern.compile("(?:\\S+ ){4}(\\S+) ");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private MountTable() {}

  static boolean isMountPoint(Path path) {
    return mountPoints().contains(path);
  }

  static List<Path> mountPointsIn(Path directory) {
    return mountPoints().stream().filter(path -> directory.equals(path.getParent())).toList();
  }

  private static List<Path> mountPoints() {
    try {
      return Files.readAllLines(MOUNTS).stream()
          .map(MOUNT_POINT::matcher)
          .filter(Matcher::lookingAt)
          .map(line -> Path.of(unescape(line.group(1))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Blanks and other separators are written as a backslash and three octal digits. */
  private static String unescape(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(found -> "" + (char) Integer.parseInt(found.group(1), 8));
  }
}
