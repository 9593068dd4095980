package io.netledger.agent.netns;

import com.sun.jna.LastErrorException;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.NetlinkError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * A network namespace, held open: it exists at least until {@link #close}.
 *
 * <p>No thread stays in it. Whatever must happen inside happens in {@link #inside}, on a thread
 * made for the purpose.
 */
public final class NetworkNamespace implements AutoCloseable {

  private static final Path SYSCTLS = Path.of("/proc/sys");

  private final Path file;
  private final int fd;
  private volatile long id; // 0: not asked for yet

  private NetworkNamespace(Path file, int fd) {
    this.file = file;
    this.fd = fd;
  }

  /**
   * Opens the namespace that a file stands for, e.g. {@code /run/netns/blue} or {@code
   * /proc/42/ns/net}.
   *
   * @throws NetlinkError if there is no such file, or it is not a namespace when something is done
   *     {@link #inside}
   */
  public static NetworkNamespace open(Path file) {
    try {
      return new NetworkNamespace(file, Libc.open(file.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC));
    } catch (LastErrorException e) {
      throw new NetlinkError("open network namespace " + file, e.getErrorCode(), "");
    }
  }

  /** Opens the namespace that a process is in. */
  public static NetworkNamespace ofProcess(long pid) {
    return open(Path.of("/proc", Long.toString(pid), "ns", "net"));
  }

  /** Opens the namespace that the agent was started in. */
  public static NetworkNamespace ofThisProcess() {
    return open(Path.of("/proc/self/ns/net"));
  }

  /** The file it was opened by. */
  public Path file() {
    return file;
  }

  /** The descriptor, for {@code IFLA_NET_NS_FD}; valid until {@link #close}. */
  public int fd() {
    return fd;
  }

  /**
   * Which namespace this is, whatever file it was opened by: the kernel's inode number, one of its
   * own for each namespace alive.
   */
  public long id() {
    try {
      if (id == 0) {
        id = (Long) Files.getAttribute(Path.of("/proc/self/fd", Integer.toString(fd)), "unix:ino");
      }
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs {@code task} inside the namespace, on a platform thread that lives for this call only, and
   * returns what it returns. Sockets that it opens stay in the namespace and may be used from any
   * thread.
   *
   * <p>The task must not start threads, processes or virtual threads: they would stay in the
   * namespace.
   *
   * @throws NetlinkError if the namespace cannot be entered
   */
  public <T> T inside(Callable<T> task) {
    return PurposeThread.call(
        "in " + file,
        () -> {
          try {
            Libc.setns(fd, Libc.CLONE_NEWNET);
          } catch (LastErrorException e) {
            throw new NetlinkError("enter network namespace " + file, e.getErrorCode(), "");
          }
          return task.call();
        });
  }

  /**
   * Equivalent to {@code sysctl -w KEY=VALUE} inside.
   *
   * @param key with slashes, since interface names may have dots: {@code
   *     net/ipv4/conf/eth0/rp_filter}
   */
  public void sysctl(String key, String value) {
    inside(() -> {
      writeSysctl(key, value);
      return key;
    });
  }

  /** As {@link #sysctl}, in the namespace of the calling thread: for use within {@link #inside}. */
  public static void writeSysctl(String key, String value) {
    try {
      Files.writeString(SYSCTLS.resolve(key), value);
    } catch (IOException e) {
      throw new UncheckedIOException("sysctl " + key + " = " + value + ": " + e.getMessage(), e);
    }
  }

  /** Lets go of the namespace. What else holds it (a mount, a process, a socket) keeps it. */
  @Override
  public void close() {
    Libc.close(fd);
  }
}
