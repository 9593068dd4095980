package io.netledger.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The place of a UNIX socket in the file system. A socket is bound under a draft name in a folder
 * that only its owner can enter, given its mode there and then moved to its name: nobody ever finds
 * it half made, and one left by a dead server is replaced in one step.
 */
final class SocketPlace implements AutoCloseable {

  private final Path path;
  private final Path folder;

  private SocketPlace(Path path, Path folder) {
    this.path = path;
    this.folder = folder;
  }

  static SocketPlace prepare(Path path) throws IOException {
    if (isServed(path)) {
      throw new IOException(
          path + " is served by a living process; stop that one or choose another socket");
    }
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException(path + " has no folder; expected a path such as /run/netledger/x.sock");
    }
    Files.createDirectories(parent);
    Path folder = parent.resolve("." + ProcessHandle.current().pid());
    Files.deleteIfExists(folder.resolve("s"));
    Files.deleteIfExists(folder);
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new SocketPlace(path, folder);
  }

  /** Where to bind. */
  Path draft() {
    return folder.resolve("s");
  }

  /** From now on the socket is found under its name. */
  void reveal() throws IOException {
    Files.setPosixFilePermissions(draft(), PosixFilePermissions.fromString("rw-rw----"));
    Files.move(draft(), path, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(draft());
    Files.deleteIfExists(folder);
  }

  static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isServed(Path path) {
    try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException _) {
      return false;
    }
  }
}
