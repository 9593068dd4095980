package io.netledger.agent.sync;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asks 127.0.0.11 from within a network namespace, by a socket of its own for each question. */
final class DnsClient {

  private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.11", 53);
  private static final int PATIENCE_MILLIS = 8_000;

  private final Path namespace;

  DnsClient(Path namespace) {
    this.namespace = namespace;
  }

  static Message query(String name) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), Type.A, DClass.IN));
  }

  static Message query(String name, int payload) throws IOException {
    Message query = query(name);
    query.addRecord(new OPTRecord(payload, 0, 0), Section.ADDITIONAL);
    return query;
  }

  static List<String> addresses(Message answer) {
    return answer.getSection(Section.ANSWER).stream().map(Record::rdataToString).toList();
  }

  Message ask(String name) throws IOException {
    return byUdp(query(name));
  }

  Message byUdp(Message query) throws IOException {
    try (DatagramChannel channel = udp()) {
      return by(channel, query);
    }
  }

  /** Asks by a socket that may be used again. */
  static Message by(DatagramChannel channel, Message query) throws IOException {
    channel.write(ByteBuffer.wrap(query.toWire()));
    channel.socket().setSoTimeout(PATIENCE_MILLIS);
    var packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      channel.socket().receive(packet);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer to " + query.getQuestion(), e);
    }
    return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  Message byTcp(Message query) throws IOException {
    try (SocketChannel channel = tcp()) {
      channel.connect(SERVER);
      channel.socket().setSoTimeout(PATIENCE_MILLIS);
      byte[] bytes = query.toWire();
      channel.write(
          ByteBuffer.allocate(2 + bytes.length).putShort((short) bytes.length).put(bytes).flip());
      var in = new DataInputStream(channel.socket().getInputStream());
      return new Message(in.readNBytes(in.readUnsignedShort()));
    }
  }

  /** A socket that asks the server. */
  DatagramChannel udp() {
    try (NetworkNamespace there = NetworkNamespace.open(namespace)) {
      return there.inside(() -> DatagramChannel.open(StandardProtocolFamily.INET).connect(SERVER));
    }
  }

  private SocketChannel tcp() {
    try (NetworkNamespace there = NetworkNamespace.open(namespace)) {
      return there.inside(() -> SocketChannel.open(StandardProtocolFamily.INET));
    }
  }
}
