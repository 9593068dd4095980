package io.netledger.agent.kernel;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netns.NetworkNamespace;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Says that it is a router, to all on a link (RFC 4861, 4.2 and 4.6.2). */
final class RouterWitness {

  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPPROTO_ICMPV6 = 58;
  private static final int IPV6_MULTICAST_HOPS = 18;
  private static final int HOPS = 255; // of others no host takes an advertisement
  private static final int ROUTER_ADVERTISEMENT = 134;
  private static final int PREFIX_INFORMATION = 3;
  private static final int ON_LINK_AUTONOMOUS = 0xc0;
  private static final int LIFETIME_SECONDS = 1800;

  private RouterWitness() {}

  /**
   * Advertises itself and {@code prefix}/64 once.
   *
   * @param link index of the link, which must have its fe80:: address
   */
  static void advertise(NetworkNamespace there, int link, InetAddress prefix) {
    ByteBuffer packet = ByteBuffer.allocate(48);
    packet.put((byte) ROUTER_ADVERTISEMENT).put((byte) 0).putShort((short) 0); // sum: the kernel's
    packet.put((byte) 64).put((byte) 0).putShort((short) LIFETIME_SECONDS).putInt(0).putInt(0);
    packet.put((byte) PREFIX_INFORMATION).put((byte) 4); // in eights of octets
    packet.put((byte) 64).put((byte) ON_LINK_AUTONOMOUS);
    packet.putInt(LIFETIME_SECONDS).putInt(LIFETIME_SECONDS).putInt(0).put(prefix.getAddress());
    int fd = there.inside(() -> Libc.socket(Libc.AF_INET6, SOCK_RAW, IPPROTO_ICMPV6));
    try (var bytes = new Memory(packet.capacity());
        var hops = new Memory(4);
        var address = new Memory(28)) {
      hops.setInt(0, HOPS);
      Libc.setsockopt(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, hops, 4);
      bytes.write(0, packet.array(), 0, packet.capacity());
      address.clear();
      address.setShort(0, (short) Libc.AF_INET6);
      address.write(8, InetAddress.ofLiteral("ff02::1").getAddress(), 0, 16);
      address.setInt(24, link);
      int sent =
          NativeLibrary.getInstance("c")
              .getFunction("sendto")
              .invokeInt(new Object[] {fd, bytes, (long) packet.capacity(), 0, address, 28});
      if (sent != packet.capacity()) {
        throw new AssertionError("sendto answers " + sent);
      }
    } finally {
      Libc.close(fd);
    }
  }
}
