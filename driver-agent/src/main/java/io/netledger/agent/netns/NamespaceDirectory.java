package io.netledger.agent.netns;

import com.sun.jna.LastErrorException;
import com.sun.jna.Pointer;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.route.LinkRef;
import io.netledger.agent.netlink.route.RouteSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Network namespaces by name: each is a file in a directory, with the namespace mounted on it, as
 * {@code ip netns} does in /run/netns. So they outlive the agent, though not the machine.
 */
public final class NamespaceDirectory {

  private final Path directory;

  private NamespaceDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Uses {@code directory}, which is made if need be and becomes a private mount point: what is
   * mounted inside does not spread to other mount namespaces, where it would keep deleted
   * namespaces alive.
   *
   * @throws NetlinkError EPERM without CAP_SYS_ADMIN over the mount namespace
   */
  public static NamespaceDirectory at(Path directory) {
    try {
      Path real = Files.createDirectories(directory).toRealPath();
      if (!MountTable.isMountPoint(real)) {
        mount(real, real, Libc.MS_BIND);
        mount(real, real, Libc.MS_PRIVATE);
      }
      return new NamespaceDirectory(real);
    } catch (IOException e) {
      throw new UncheckedIOException("network namespaces in " + directory, e);
    }
  }

  /**
   * Makes a namespace with {@code lo} up and packet forwarding off.
   *
   * <p>Equivalent to {@code ip netns add NAME}, then {@code ip -n NAME link set lo up}.
   *
   * @throws NetlinkError EEXIST if the name is taken; nothing is left behind if it fails
   */
  public NetworkNamespace create(String name) {
    Path file = file(name);
    return withNew(file, () -> PurposeThread.call("new " + name, () -> fill(file)));
  }

  /** Runs {@code mount}, which mounts a namespace on the new file, and opens it. */
  private static NetworkNamespace withNew(Path file, Runnable mount) {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException _) {
      throw new NetlinkError("create network namespace " + file, Libc.EEXIST, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      mount.run();
      return NetworkNamespace.open(file);
    } catch (RuntimeException e) {
      remove(file);
      throw e;
    }
  }

  /**
   * Gives a namespace that is there a name here as well. It stays when the name is deleted, if
   * somebody else holds it.
   *
   * <p>Equivalent to {@code ip netns attach NAME PID}.
   *
   * @throws NetlinkError EEXIST if the name is taken, EINVAL if it is no network namespace; nothing
   *     is left behind if it fails
   */
  public NetworkNamespace adopt(String name, NetworkNamespace there) {
    Path file = file(name);
    return withNew(
        file,
        () -> {
          there.inside(() -> file); // fails unless it is a network namespace
          mount(Path.of("/proc/self/fd", Integer.toString(there.fd())), file, Libc.MS_BIND);
        });
  }

  private static Path fill(Path file) {
    try {
      Libc.unshare(Libc.CLONE_NEWNET);
    } catch (LastErrorException e) {
      throw new NetlinkError("create network namespace " + file, e.getErrorCode(), "");
    }
    try (RouteSocket route = RouteSocket.open()) {
      route.setUp(LinkRef.link(1)); // lo is always the first
    }
    NetworkNamespace.writeSysctl("net/ipv4/ip_forward", "0");
    mount(Path.of("/proc/thread-self/ns/net"), file, Libc.MS_BIND);
    return file;
  }

  /** The namespace of that name, or empty. */
  public Optional<NetworkNamespace> find(String name) {
    Path file = file(name);
    return MountTable.isMountPoint(file)
        ? Optional.of(NetworkNamespace.open(file))
        : Optional.empty();
  }

  /**
   * Equivalent to {@code ip netns delete NAME}. The kernel frees the namespace, its links and their
   * peers when nobody holds it any more, a little later.
   *
   * @return whether there was one
   */
  public boolean delete(String name) {
    return remove(file(name));
  }

  /** Equivalent to {@code ip netns list}: names in alphabetical order. */
  public List<String> list() {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> mounted = MountTable.mountPointsIn(directory);
      return files
          .filter(mounted::contains)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all files, also of those without a namespace: what a removal has left. */
  public List<String> files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the namespace of that name is or would be. */
  public Path file(String name) {
    Path file = directory.resolve(name);
    if (name.isEmpty() || name.startsWith(".") || !directory.equals(file.getParent())) {
      throw new IllegalArgumentException("\"" + name + "\" is no name for a network namespace");
    }
    return file;
  }

  private static boolean remove(Path file) {
    try {
      Libc.umount2(file.toString(), Libc.MNT_DETACH);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != Libc.EINVAL && e.getErrorCode() != Libc.ENOENT) { // not mounted
        throw new NetlinkError("unmount " + file, e.getErrorCode(), "");
      }
    }
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("remove " + e.getMessage(), e);
    }
  }

  private static void mount(Path source, Path target, long flags) {
    try {
      Libc.mount(source.toString(), target.toString(), "none", flags, Pointer.NULL);
    } catch (LastErrorException e) {
      throw new NetlinkError("mount " + source + " on " + target, e.getErrorCode(), "");
    }
  }
}
