package io.netledger.agent.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One message from the kernel.
 *
 * @param type NLMSG_…, RTM_… or subsystem and NFT_MSG_…
 * @param flags NLM_F_…
 * @param sequence that of the request it answers; notifications carry the request's that caused
 *     them
 * @param port the port of the socket whose request it answers or whose request caused it; 0 is the
 *     kernel itself
 * @param payload what follows struct nlmsghdr, in host order
 */
public record Message(int type, int flags, int sequence, int port, ByteBuffer payload) {

  static final int HEADER = 16;

  /** All messages of a datagram. What is cut off at the end is left out. */
  public static List<Message> parse(ByteBuffer datagram) {
    ByteBuffer bytes = datagram.slice().order(ByteOrder.nativeOrder());
    List<Message> messages = new ArrayList<>();
    while (bytes.remaining() >= HEADER) {
      int start = bytes.position();
      int length = bytes.getInt(start);
      if (length < HEADER || length > bytes.remaining()) {
        break;
      }
      messages.add(
          new Message(
              Short.toUnsignedInt(bytes.getShort(start + 4)),
              Short.toUnsignedInt(bytes.getShort(start + 6)),
              bytes.getInt(start + 8),
              bytes.getInt(start + 12),
              bytes.slice(start + HEADER, length - HEADER).order(ByteOrder.nativeOrder())));
      bytes.position(Math.min(bytes.limit(), start + ((length + 3) & ~3)));
    }
    return messages;
  }

  /** The attributes behind a fixed header of {@code length} bytes, e.g. 16 for struct ifinfomsg. */
  public Attributes attributesAfter(int length) {
    return Attributes.parse(payload, length);
  }
}
