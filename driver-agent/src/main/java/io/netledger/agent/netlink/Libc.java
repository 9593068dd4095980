package io.netledger.agent.netlink;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The C library, as far as the agent needs it: nobody else calls native code.
 *
 * <p>Names and arguments are those of the manual pages, sections 2 and 3; sizes are {@code long}
 * because the agent runs on 64-bit Linux only. Every call that fails throws {@link
 * LastErrorException} with the errno. The functions are bound directly, which costs 0.14 µs a call;
 * interface mapping costs twice that, and arrays as arguments ten times.
 */
public final class Libc {

  public static final int AF_INET = 2;
  public static final int AF_BRIDGE = 7;
  public static final int AF_INET6 = 10;
  public static final int AF_NETLINK = 16;

  public static final int CLONE_NEWNET = 0x40000000;
  public static final int O_RDONLY = 0;
  public static final int O_CLOEXEC = 0x80000;

  public static final int MS_BIND = 0x1000;
  public static final int MS_REC = 0x4000;
  public static final int MS_PRIVATE = 0x40000;
  public static final int MNT_DETACH = 2;

  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int ENXIO = 6;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int EMSGSIZE = 90;
  public static final int EOPNOTSUPP = 95;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENOBUFS = 105;

  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  public static native int socket(int domain, int type, int protocol) throws LastErrorException;

  public static native int bind(int fd, Pointer address, int length) throws LastErrorException;

  public static native int getsockname(int fd, Pointer address, Pointer length)
      throws LastErrorException;

  public static native int setsockopt(int fd, int level, int name, Pointer value, int length)
      throws LastErrorException;

  public static native long send(int fd, Pointer bytes, long length, int flags)
      throws LastErrorException;

  public static native long recvfrom(
      int fd, Pointer bytes, long length, int flags, Pointer sender, Pointer senderLength)
      throws LastErrorException;

  public static native long recvmsg(int fd, Pointer message, int flags) throws LastErrorException;

  public static native int poll(Pointer descriptors, long count, int milliseconds)
      throws LastErrorException;

  public static native int eventfd(int initial, int flags) throws LastErrorException;

  public static native long write(int fd, Pointer bytes, long length) throws LastErrorException;

  public static native int open(String path, int flags) throws LastErrorException;

  public static native int close(int fd) throws LastErrorException;

  /**
   * Moves the calling thread, and no other, into a namespace. Only for threads made for the
   * purpose.
   */
  public static native int setns(int fd, int kind) throws LastErrorException;

  /**
   * Moves the calling thread, and no other, into a new namespace. Only for threads made for the
   * purpose.
   */
  public static native int unshare(int kinds) throws LastErrorException;

  public static native int mount(
      String source, String target, String kind, long flags, Pointer options)
      throws LastErrorException;

  public static native int umount2(String target, int flags) throws LastErrorException;

  /** What an errno means, in English. */
  public static native String strerror(int errno);
}
