package io.netledger.agent.netlink;

import com.sun.jna.Memory;

/**
 * What recvmsg(2) fills beside the bytes: who sent them, and of which network namespace they tell
 * (NETLINK_LISTEN_ALL_NSID, netlink(7)).
 */
final class Envelope implements AutoCloseable {

  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_LISTEN_ALL_NSID = 8;

  private static final int MESSAGE = 56; // sizeof(struct msghdr) with 64-bit pointers
  private static final int CONTROL_LENGTH = 40;
  private static final int CONTROL = 64;
  private static final int CONTROL_DATA = 16; // after cmsg_len, cmsg_level, cmsg_type

  private final Memory message = new Memory(MESSAGE);
  private final Memory vector = new Memory(16);
  private final Memory control = new Memory(CONTROL);
  private final Memory sender;
  private final int senderLength;

  Envelope(Memory bytes, int length, Memory sender, int senderLength) {
    this.sender = sender;
    this.senderLength = senderLength;
    vector.setPointer(0, bytes);
    vector.setLong(8, length);
    message.clear();
    message.setPointer(0, sender);
    message.setPointer(16, vector);
    message.setLong(24, 1);
    message.setPointer(32, control);
  }

  /** The length of the datagram. */
  int receive(int fd, int flags) {
    sender.clear();
    message.setInt(8, senderLength);
    message.setLong(CONTROL_LENGTH, CONTROL);
    return (int) Libc.recvmsg(fd, message, flags);
  }

  /** See {@link Port#origin}. */
  int origin() {
    boolean said =
        message.getLong(CONTROL_LENGTH) >= CONTROL_DATA + 4
            && control.getInt(8) == SOL_NETLINK
            && control.getInt(12) == NETLINK_LISTEN_ALL_NSID;
    return said ? control.getInt(CONTROL_DATA) : Port.HERE;
  }

  @Override
  public void close() {
    message.close();
    vector.close();
    control.close();
  }
}
