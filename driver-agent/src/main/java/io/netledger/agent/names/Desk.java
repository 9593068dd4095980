package io.netledger.agent.names;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;

/**
 * Where one sandbox's questions come in: a UDP socket and a TCP listener, both in its network
 * namespace. Belongs to the server's thread.
 */
final class Desk {

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int AT_ONCE = 64; // then others have their turn
  private static final int MOST_CONVERSATIONS = 64;

  private final String sandboxId;
  private final Path namespace;
  private final DatagramChannel udp;
  private final ServerSocketChannel tcp;
  private final Answering answering;
  private final Set<Conversation> conversations = new HashSet<>();

  /** Answers one question of a sandbox, now or later. */
  interface Answering {
    void ask(Desk desk, Message query, byte[] bytes, Asker asker);
  }

  Desk(
      String sandboxId,
      Path namespace,
      DatagramChannel udp,
      ServerSocketChannel tcp,
      Answering answering) {
    this.sandboxId = sandboxId;
    this.namespace = namespace;
    this.udp = udp;
    this.tcp = tcp;
    this.answering = answering;
  }

  String sandboxId() {
    return sandboxId;
  }

  /** File of the sandbox's network namespace. */
  Path namespace() {
    return namespace;
  }

  void open(NameServer server) {
    try {
      var _ = server.register(udp, SelectionKey.OP_READ, _ -> receive(server.buffer()));
      var _ = server.register(tcp, SelectionKey.OP_ACCEPT, _ -> accept(server));
    } catch (IOException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("sandbox", sandboxId)
          .log("the sandbox's names are not served");
      close();
    }
  }

  private void receive(ByteBuffer buffer) {
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        buffer.clear();
        SocketAddress from = udp.receive(buffer);
        if (from == null) {
          return;
        }
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        take(bytes, room -> new Datagram(from, room));
      }
    } catch (IOException e) {
      LOG.atDebug().setCause(e).addKeyValue("sandbox", sandboxId).log("nothing received");
    }
  }

  private interface Asking {
    Asker of(int room);
  }

  /** What is no question gets no answer. */
  private void take(byte[] bytes, Asking asking) {
    Message query;
    try {
      if (new Header(bytes).getFlag(Flags.QR)) {
        return;
      }
      query = new Message(bytes);
    } catch (IOException | IllegalArgumentException _) {
      return;
    }
    answering.ask(this, query, bytes, asking.of(Resolver.room(query)));
  }

  private void accept(NameServer server) {
    try {
      SocketChannel channel = tcp.accept();
      if (channel == null) {
        return;
      }
      if (conversations.size() >= MOST_CONVERSATIONS) {
        channel.close();
        return;
      }
      var conversation = new Conversation(channel, server.clock());
      conversations.add(conversation);
      conversation.open(
          server,
          bytes -> take(bytes, _ -> conversation),
          () -> conversations.remove(conversation));
    } catch (IOException e) {
      LOG.atDebug().setCause(e).addKeyValue("sandbox", sandboxId).log("nobody accepted");
    }
  }

  void close() {
    try {
      udp.close();
      tcp.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).addKeyValue("sandbox", sandboxId).log("not closed");
    }
    Set.copyOf(conversations).forEach(Conversation::close);
  }

  /** Somebody who has asked by UDP. */
  private final class Datagram implements Asker {

    private final SocketAddress to;
    private final int room;

    Datagram(SocketAddress to, int room) {
      this.to = to;
      this.room = room;
    }

    @Override
    public int room() {
      return room;
    }

    @Override
    public boolean byTcp() {
      return false;
    }

    @Override
    public void answer(byte[] message) {
      try {
        if (udp.isOpen()) {
          udp.send(ByteBuffer.wrap(message), to);
        }
      } catch (IOException e) {
        LOG.atDebug().setCause(e).addKeyValue("to", (InetSocketAddress) to).log("not answered");
      }
    }
  }
}
