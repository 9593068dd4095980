package io.netledger.agent.netns;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.NetlinkError;

/**
 * Tells whether anything was mounted or unmounted, without reading what is mounted: the kernel
 * marks the open list of mounts (proc_pid_mountinfo(5)). Not for several threads.
 */
public final class MountWatch implements AutoCloseable {

  private static final short PRIORITY = 2; // POLLPRI

  private final int fd;

  private MountWatch(int fd) {
    this.fd = fd;
  }

  /** Watches from now on. */
  public static MountWatch open() {
    String mounts = "/proc/self/mountinfo";
    try {
      return new MountWatch(Libc.open(mounts, Libc.O_RDONLY | Libc.O_CLOEXEC));
    } catch (LastErrorException e) {
      throw new NetlinkError("open " + mounts, e.getErrorCode(), "");
    }
  }

  /** Whether something has changed since this was last asked, whoever did it. */
  public boolean hasChanged() {
    try (Memory descriptor = new Memory(8)) {
      descriptor.setInt(0, fd);
      descriptor.setShort(4, PRIORITY);
      descriptor.setShort(6, (short) 0);
      return Libc.poll(descriptor, 1, 0) > 0;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == Libc.EINTR) {
        return true;
      }
      throw new NetlinkError("poll the list of mounts", e.getErrorCode(), "");
    }
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}
