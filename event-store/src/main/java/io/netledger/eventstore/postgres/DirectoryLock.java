package io.netledger.eventstore.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to use a directory: one holder on the machine, and gone when its process is, however it
 * ends.
 *
 * <p>POSIX record locks have two traps. A process loses its lock when any of its descriptors of
 * that file is closed, so a second try in the same process must not even open the file. And a
 * channel that nobody refers to any more is closed by the garbage collector. The set of the held
 * locks answers both.
 */
final class DirectoryLock implements AutoCloseable {

  private static final Set<DirectoryLock> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the right to {@code directory}.
   *
   * @throws IllegalStateException if someone has it; the message says who
   */
  static DirectoryLock of(Path directory) {
    return tryOf(directory)
        .orElseThrow(() ->
            new IllegalStateException(
                directory + " is in use by process " + holderOf(directory) + ": stop that first"));
  }

  /** Takes the right to {@code directory}, or nothing if someone has it. */
  static Optional<DirectoryLock> tryOf(Path directory) {
    synchronized (HELD) {
      Path file = directory.resolve("lock");
      if (isOurs(file)) {
        return Optional.empty();
      }
      Optional<DirectoryLock> taken = open(file);
      taken.ifPresent(HELD::add);
      return taken;
    }
  }

  private static Optional<DirectoryLock> open(Path file) {
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
      return Optional.of(new DirectoryLock(file, channel));
    } catch (IOException e) {
      throw new UncheckedIOException("the lock " + file + " cannot be taken", e);
    }
  }

  private static boolean isOurs(Path file) {
    return HELD.stream().anyMatch(lock -> lock.file.equals(file));
  }

  private static String holderOf(Path directory) {
    synchronized (HELD) {
      Path file = directory.resolve("lock");
      if (isOurs(file)) {
        return Long.toString(ProcessHandle.current().pid());
      }
      try {
        return Files.readString(file).strip();
      } catch (IOException _) {
        return "(unknown)";
      }
    }
  }

  @Override
  public void close() {
    synchronized (HELD) {
      HELD.remove(this);
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the lock " + file + " cannot be given back", e);
      }
    }
  }
}
