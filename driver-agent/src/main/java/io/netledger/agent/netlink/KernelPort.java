package io.netledger.agent.netlink;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A real netlink socket. It belongs for life to the network namespace of the thread that opened it,
 * and works from any thread. One thread may send while another receives.
 */
final class KernelPort implements Port {

  private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_ADD_MEMBERSHIP = 1;
  private static final int NETLINK_LISTEN_ALL_NSID = 8;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int MSG_TRUNC = 0x20;
  private static final int POLLIN = 1;
  private static final int EFD_CLOEXEC = 0x80000;

  private static final int ADDRESS = 12; // sizeof(struct sockaddr_nl)
  private static final int BUFFER = 8 << 20; // of the kernel, at most; used only while filled
  private static final int DATAGRAM = 64 << 10; // the kernel fills at most 32 KiB of a dump at once
  private static final int PATIENCE_SECONDS = 20;
  private static final int SENDER_PORT = 4; // offset in struct sockaddr_nl

  private final int fd;
  private final int wake;
  private final int id;
  private final Memory incoming = new Memory(DATAGRAM);
  private final Memory sender = new Memory(ADDRESS + 4L);
  private final ReentrantLock sending = new ReentrantLock();
  private final ReentrantLock receiving = new ReentrantLock();
  private Memory outgoing = new Memory(4096);
  private volatile boolean closed;
  private @Nullable Envelope envelope;
  private int origin = HERE;

  private KernelPort(int fd, int wake) {
    this.fd = fd;
    this.wake = wake;
    this.id = bind();
  }

  /**
   * A port for questions and answers; an answer that takes more than 20 s is reported as EAGAIN.
   */
  static KernelPort asking(int protocol) {
    KernelPort port = open(protocol, -1);
    try (Memory timeout = new Memory(16)) {
      timeout.setLong(0, PATIENCE_SECONDS);
      timeout.setLong(8, 0);
      Libc.setsockopt(port.fd, SOL_SOCKET, SO_RCVTIMEO, timeout, 16);
    }
    return port;
  }

  /** A port that hears what others change, and waits for it without limit. */
  static KernelPort listening(int protocol, int... groups) {
    KernelPort port = open(protocol, Libc.eventfd(0, EFD_CLOEXEC));
    for (int group : groups) {
      port.set(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
    }
    return port;
  }

  /**
   * As {@link #listening}, and hears also what happens in the other network namespaces that have a
   * number in this one. If we may not (CAP_NET_BROADCAST), only this one is heard.
   */
  static KernelPort listeningEverywhere(int protocol, int... groups) {
    KernelPort port = listening(protocol, groups);
    try {
      port.set(SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, 1);
      port.envelope = new Envelope(port.incoming, DATAGRAM, port.sender, ADDRESS);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != Libc.EPERM) {
        port.close();
        throw NetlinkError.of("listen to all network namespaces", e);
      }
    }
    return port;
  }

  private static KernelPort open(int protocol, int wake) {
    try {
      int fd = Libc.socket(Libc.AF_NETLINK, SOCK_RAW_CLOEXEC, protocol);
      KernelPort port = new KernelPort(fd, wake);
      port.set(SOL_NETLINK, NETLINK_CAP_ACK, 1);
      port.set(SOL_NETLINK, NETLINK_EXT_ACK, 1);
      port.enlarge(SO_SNDBUFFORCE, SO_SNDBUF);
      port.enlarge(SO_RCVBUFFORCE, SO_RCVBUF);
      return port;
    } catch (LastErrorException e) {
      throw NetlinkError.of("open netlink socket", e);
    }
  }

  private int bind() {
    try (Memory address = new Memory(ADDRESS);
        Memory length = new Memory(4)) {
      address.clear();
      address.setShort(0, (short) Libc.AF_NETLINK);
      Libc.bind(fd, address, ADDRESS);
      length.setInt(0, ADDRESS);
      Libc.getsockname(fd, address, length);
      return address.getInt(4);
    }
  }

  private void set(int level, int name, int value) {
    try (Memory memory = new Memory(4)) {
      memory.setInt(0, value);
      Libc.setsockopt(fd, level, name, memory, 4);
    }
  }

  /**
   * Past the system's limit if we may; in a user namespace we may not, and take what the limit
   * gives.
   */
  private void enlarge(int force, int polite) {
    try {
      set(SOL_SOCKET, force, BUFFER);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != Libc.EPERM) {
        throw e;
      }
      set(SOL_SOCKET, polite, BUFFER);
    }
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public void send(ByteBuffer messages) {
    sending.lock();
    try {
      refuseIfClosed("send");
      int length = messages.remaining();
      if (outgoing.size() < length) {
        outgoing.close();
        outgoing = new Memory(length);
      }
      outgoing.write(0, messages.array(), messages.arrayOffset() + messages.position(), length);
      Libc.send(fd, outgoing, length, 0);
    } catch (LastErrorException e) {
      throw NetlinkError.of("send " + messages.remaining() + " bytes", e);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public ByteBuffer receive() {
    receiving.lock();
    try {
      while (true) {
        if (wake >= 0) {
          awaitInput();
        }
        refuseIfClosed("receive");
        int length = receiveOnce();
        boolean fromKernel = sender.getInt(SENDER_PORT) == 0;
        if (length > 0 && fromKernel) {
          return ByteBuffer.wrap(incoming.getByteArray(0, length)).order(ByteOrder.nativeOrder());
        }
      }
    } finally {
      receiving.unlock();
    }
  }

  private int receiveOnce() {
    try {
      Envelope told = envelope;
      if (told != null) {
        int length = told.receive(fd, MSG_TRUNC);
        origin = told.origin();
        return fitting(length);
      }
      sender.setInt(ADDRESS, ADDRESS);
      long length = Libc.recvfrom(fd, incoming, DATAGRAM, MSG_TRUNC, sender, sender.share(ADDRESS));
      return fitting(length);
    } catch (LastErrorException e) {
      if (e.getErrorCode() == Libc.EINTR) {
        return 0;
      }
      throw NetlinkError.of("receive", e);
    }
  }

  private static int fitting(long length) {
    if (length > DATAGRAM) {
      throw new NetlinkError("receive " + length + " bytes", Libc.EMSGSIZE, "");
    }
    return (int) length;
  }

  @Override
  public int origin() {
    return origin;
  }

  /** Until there is something to receive or {@link #close} writes to the event descriptor. */
  private void awaitInput() {
    try (Memory descriptors = new Memory(16)) {
      while (!closed) {
        watch(descriptors, fd);
        watch(descriptors.share(8), wake);
        try {
          Libc.poll(descriptors, 2, -1);
          return;
        } catch (LastErrorException e) {
          if (e.getErrorCode() != Libc.EINTR) {
            throw NetlinkError.of("poll", e);
          }
        }
      }
    }
  }

  private static void watch(Pointer descriptor, int fd) {
    descriptor.setInt(0, fd);
    descriptor.setShort(4, (short) POLLIN);
    descriptor.setShort(6, (short) 0);
  }

  private void refuseIfClosed(String operation) {
    if (closed) {
      throw new NetlinkError(operation, Libc.EBADF, "the socket is closed");
    }
  }

  @Override
  public void close() {
    sending.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
    } finally {
      sending.unlock();
    }
    wakeReceiver();
    receiving.lock(); // so that the number of the descriptor is not another file's while we use it
    try {
      Libc.close(fd);
      if (wake >= 0) {
        Libc.close(wake);
      }
      incoming.close();
      sender.close();
      outgoing.close();
      if (envelope != null) {
        envelope.close();
      }
    } finally {
      receiving.unlock();
    }
  }

  private void wakeReceiver() {
    if (wake >= 0) {
      try (Memory one = new Memory(8)) {
        one.setLong(0, 1);
        Libc.write(wake, one, 8);
      }
    }
  }
}
