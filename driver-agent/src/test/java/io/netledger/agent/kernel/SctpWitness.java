package io.netledger.agent.kernel;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netns.NetworkNamespace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One end of an SCTP association, as far as its first packets go (RFC 9260, 5.1), by a raw socket:
 * the kernels of tests have no SCTP of their own, only netfilter knows it.
 */
final class SctpWitness implements AutoCloseable {

  private static final int SCTP = 132;
  private static final int SOCK_RAW = 3;
  private static final int POLLIN = 1;
  private static final int PATIENCE_MILLIS = 1500;
  private static final int COMMON_HEADER = 12;
  private static final int INIT_LENGTH = 20;
  private static final int INIT = 1;
  private static final int INIT_ACK = 2;
  private static final int TAG = 0x2a2a2a2a; // each end's name for the association

  private final int fd;

  private SctpWitness(int fd) {
    this.fd = fd;
  }

  static SctpWitness in(NetworkNamespace there) {
    return new SctpWitness(there.inside(() -> Libc.socket(Libc.AF_INET, SOCK_RAW, SCTP)));
  }

  /** The addresses of a packet, and whether it begins an association or answers. */
  record Packet(InetSocketAddress from, int toPort, int chunk) {}

  /** Begins an association. */
  void init(int fromPort, InetSocketAddress to) {
    send(fromPort, to, 0, INIT);
  }

  /** Answers an INIT. */
  void acknowledge(Packet init) {
    send(init.toPort, init.from, TAG, INIT_ACK);
  }

  private void send(int fromPort, InetSocketAddress to, int tag, int chunk) {
    ByteBuffer packet = ByteBuffer.allocate(COMMON_HEADER + INIT_LENGTH);
    packet.putShort((short) fromPort).putShort((short) to.getPort()).putInt(tag).putInt(0);
    packet.put((byte) chunk).put((byte) 0).putShort((short) INIT_LENGTH);
    packet.putInt(TAG).putInt(65_536).putShort((short) 1).putShort((short) 1).putInt(1);
    var sum = new CRC32C();
    sum.update(packet.array());
    packet.order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) sum.getValue());
    try (var bytes = new Memory(packet.capacity());
        var address = new Memory(16)) {
      bytes.write(0, packet.array(), 0, packet.capacity());
      address.clear();
      address.setShort(0, (short) Libc.AF_INET);
      address.write(4, to.getAddress().getAddress(), 0, 4);
      int sent =
          NativeLibrary.getInstance("c")
              .getFunction("sendto")
              .invokeInt(new Object[] {fd, bytes, (long) packet.capacity(), 0, address, 16});
      if (sent != packet.capacity()) {
        throw new AssertionError("sendto " + to + " answers " + sent);
      }
    }
  }

  /** The next packet; empty if none comes. */
  Optional<Packet> next() throws UnknownHostException {
    try (var waiting = new Memory(8);
        var bytes = new Memory(2048)) {
      waiting.setInt(0, fd);
      waiting.setInt(4, POLLIN);
      if (Libc.poll(waiting, 1, PATIENCE_MILLIS) == 0) {
        return Optional.empty();
      }
      int length = (int) Libc.recvfrom(fd, bytes, bytes.size(), 0, Pointer.NULL, Pointer.NULL);
      ByteBuffer packet = ByteBuffer.wrap(bytes.getByteArray(0, length));
      int header = (packet.get(0) & 0xf) * 4; // the IPv4 header comes along
      InetAddress from = InetAddress.getByAddress(Arrays.copyOfRange(packet.array(), 12, 16));
      return Optional.of(
          new Packet(
              new InetSocketAddress(from, packet.getShort(header) & 0xffff),
              packet.getShort(header + 2) & 0xffff,
              packet.get(header + COMMON_HEADER)));
    }
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}
