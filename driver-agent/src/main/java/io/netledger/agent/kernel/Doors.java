package io.netledger.agent.kernel;

import io.netledger.agent.netlink.nft.Nats;
import io.netledger.agent.netlink.nft.Rule;
import io.netledger.agent.plan.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sockets that are bound in a sandbox. */
record Doors(DatagramChannel udp, ServerSocketChannel tcp) {

  private static final InetAddress SERVER = InetAddress.ofLiteral("127.0.0.11");
  private static final int DNS = 53;
  private static final int RECEIVE_BYTES = 1 << 20; // a burst of questions; rmem_max may allow less
  private static final Pattern COMMENT =
      Pattern.compile(Owner.MARK + "names udp (\\d{1,5}) tcp (\\d{1,5})");

  static Doors bind(Ports wanted) throws IOException {
    DatagramChannel udp = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      udp.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
      udp.bind(new InetSocketAddress(SERVER, wanted.udp));
      ServerSocketChannel tcp = ServerSocketChannel.open(StandardProtocolFamily.INET);
      try {
        return new Doors(udp, tcp.bind(new InetSocketAddress(SERVER, wanted.tcp)));
      } catch (IOException | RuntimeException e) {
        tcp.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      udp.close();
      throw e;
    }
  }

  Ports ports() throws IOException {
    return new Ports(port(udp), port(tcp));
  }

  private static int port(NetworkChannel channel) throws IOException {
    return channel.getLocalAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
  }

  void close() throws IOException {
    udp.close();
    tcp.close();
  }

  /** Where the server listens in a sandbox; 0: not said. */
  record Ports(int udp, int tcp) {

    static final Ports ANY = new Ports(0, 0);

    /** There is no nf_tables here: the server has port 53 itself. */
    static final Ports DIRECT = new Ports(DNS, DNS);

    static Optional<Ports> of(String comment) {
      Matcher found = COMMENT.matcher(comment);
      return found.matches()
          ? Optional.of(
              new Ports(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
          : Optional.empty();
    }

    String comment() {
      return Owner.MARK + "names udp " + udp + " tcp " + tcp;
    }

    List<Rule> rules() {
      return List.of(
          lead(Rule.UDP, udp).comment("names by UDP"), lead(Rule.TCP, tcp).comment("names by TCP"));
    }

    private static Rule lead(int protocol, int port) {
      return Rule.any().to(SERVER, 32).destinationPort(protocol, DNS).with(Nats.dnat(SERVER, port));
    }
  }
}
