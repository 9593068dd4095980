package io.netledger.agent.sync;

import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/**
 * A name server of the test, at port 53 of an address in a namespace. The first label says what it
 * does: {@code drop} nothing, {@code fail} SERVFAIL, {@code gone} NXDOMAIN, {@code big} a hundred
 * addresses, {@code forged} the answer behind a false one; else one address.
 */
final class DnsServer implements AutoCloseable {

  private static final int MANY = 100;

  private final DatagramChannel udp;
  private final ServerSocketChannel tcp;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  DnsServer(NetworkNamespace namespace, String address) {
    var at = new InetSocketAddress(address, 53);
    var family = address.contains(":") ? INET6 : INET;
    udp = namespace.inside(() -> DatagramChannel.open(family).bind(at));
    tcp = namespace.inside(() -> ServerSocketChannel.open(family).bind(at));
    Thread.ofPlatform().daemon().name("udp of " + address).start(this::serveUdp);
    Thread.ofPlatform().daemon().name("tcp of " + address).start(this::serveTcp);
  }

  /** The questions so far, each as "udp name." or "tcp name.". */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serveUdp() {
    ByteBuffer buffer = ByteBuffer.allocate(4_096);
    try {
      while (true) {
        SocketAddress from = udp.receive(buffer.clear());
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        var query = new Message(bytes);
        int room = query.getOPT() == null ? 512 : Math.min(1_232, query.getOPT().getPayloadSize());
        for (Message answer : answers("udp", query)) {
          udp.send(ByteBuffer.wrap(answer.toWire(room)), from);
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serveTcp() {
    try {
      while (true) {
        try (SocketChannel channel = tcp.accept()) {
          var in = new DataInputStream(channel.socket().getInputStream());
          var query = new Message(in.readNBytes(in.readUnsignedShort()));
          for (Message answer : answers("tcp", query)) {
            byte[] bytes = answer.toWire();
            ByteBuffer framed = ByteBuffer.allocate(2 + bytes.length);
            channel.write(framed.putShort((short) bytes.length).put(bytes).flip());
          }
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  private List<Message> answers(String protocol, Message query) throws IOException {
    String name = query.getQuestion().getName().toString();
    asked.add(protocol + " " + name);
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return switch (query.getQuestion().getName().getLabelString(0)) {
      case "drop" -> List.of();
      case "fail" -> List.of(with(answer, Rcode.SERVFAIL));
      case "gone" -> List.of(with(answer, Rcode.NXDOMAIN));
      case "big" -> List.of(addresses(answer, MANY));
      case "forged" -> {
        Message other = answer.clone();
        other.getHeader().setID(query.getHeader().getID() ^ 1);
        yield List.of(addresses(other, 2), addresses(answer, 1));
      }
      default -> List.of(addresses(answer, 1));
    };
  }

  private static Message with(Message answer, int rcode) {
    answer.getHeader().setRcode(rcode);
    return answer;
  }

  private static Message addresses(Message answer, int count) throws IOException {
    for (int i = 1; i <= count; i++) {
      answer.addRecord(
          new ARecord(
              answer.getQuestion().getName(),
              DClass.IN,
              60,
              InetAddress.ofLiteral("203.0.113." + i)),
          Section.ANSWER);
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
