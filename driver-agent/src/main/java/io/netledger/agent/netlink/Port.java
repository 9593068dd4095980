package io.netledger.agent.netlink;

import java.nio.ByteBuffer;

/**
 * Bytes to the kernel, bytes from the kernel. Everything above this line is arithmetic and can be
 * tested without privileges, by a test that plays the kernel.
 */
public interface Port extends AutoCloseable {

  /**
   * The address the kernel answers to: unsigned, unique among the sockets of a protocol and
   * namespace.
   */
  int id();

  /**
   * Hands the buffer's remaining bytes, one or more whole messages, to the kernel.
   *
   * @throws NetlinkError if the kernel takes none of them
   */
  void send(ByteBuffer messages);

  /**
   * Waits for the next datagram from the kernel: one or more whole messages, in a buffer of the
   * caller's own.
   *
   * @throws NetlinkError ENOBUFS if datagrams were lost before this one, EAGAIN if none came in
   *     time, EBADF if the port is closed
   */
  ByteBuffer receive();

  /** See {@link #origin}: the port's own namespace. */
  int HERE = -1;

  /**
   * Where the datagram comes from that was received last: the number that its namespace has in the
   * port's own ({@code ip netns list-id}), or {@link #HERE}. Asked by the thread that receives.
   */
  default int origin() {
    return HERE;
  }

  /** Frees the socket. A thread that waits in {@link #receive} may leave it with EBADF. */
  @Override
  void close();
}
