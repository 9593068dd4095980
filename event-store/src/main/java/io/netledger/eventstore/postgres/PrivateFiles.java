package io.netledger.eventstore.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;

/** Files and directories that only their owner may look into. */
final class PrivateFiles {

  private PrivateFiles() {}

  /**
   * The directory {@code path}, made with its parents if missing; what exists keeps its
   * permissions.
   */
  static Path directory(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("the directory " + path + " cannot be made", e);
    }
  }

  /**
   * Replaces {@code file} as a whole: a crash leaves the old content or the new one, on the disk.
   */
  static void write(Path file, String content) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      try (var channel =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(ByteBuffer.wrap(content.getBytes(UTF_8)));
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be written", e);
    }
  }

  /** Deletes what is in {@code directory}. */
  static void empty(Path directory) {
    try (var paths = Files.list(directory)) {
      paths.forEach(PrivateFiles::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("the directory " + directory + " cannot be emptied", e);
    }
  }

  /** Deletes {@code tree} and everything in it, as far as it is there. */
  static void delete(Path tree) {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the directory " + tree + " cannot be deleted", e);
    }
  }
}
