package io.netledger.agent.names;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * One question that is asked on: one server after the other until one answers. Belongs to the
 * server's thread.
 */
final class Inquiry {

  private final NameServer server;
  private final Upstream upstream;
  private final Message query;
  private final byte[] bytes;
  private final Asker asker;
  private final Timing timing;
  private final Runnable over;
  private final Iterator<InetSocketAddress> servers;
  private @Nullable InetSocketAddress asked;
  private @Nullable DatagramChannel datagrams;
  private @Nullable Conversation conversation;
  private Clock.@Nullable Alarm alarm;
  private Clock.@Nullable Alarm deadline;
  private byte @Nullable [] second;
  private boolean done;

  /**
   * How long is waited, in milliseconds.
   *
   * @param each for one server by one protocol
   * @param all for an answer to the asker, who asks again after 5 s
   */
  record Timing(long each, long all) {}

  Inquiry(
      NameServer server,
      Upstream upstream,
      Message query,
      byte[] bytes,
      Asker asker,
      Timing timing,
      Runnable over) {
    this.server = server;
    this.upstream = upstream;
    this.query = query;
    this.bytes = bytes;
    this.asker = asker;
    this.timing = timing;
    this.over = over;
    this.servers = upstream.servers().iterator();
  }

  void begin() {
    deadline = server.clock().in(timing.all(), this::giveUp);
    next();
  }

  /** Whoever asks by TCP wants a long answer, which only TCP brings. */
  private void next() {
    while (!done) {
      hangUp();
      if (!servers.hasNext()) {
        giveUp();
        return;
      }
      asked = servers.next();
      try {
        if (asker.byTcp()) {
          askByTcp(asked);
        } else {
          askByUdp(asked);
        }
        return;
      } catch (IOException _) {
        // not reachable from here; the next one may be
      }
    }
  }

  private void askByUdp(InetSocketAddress at) throws IOException {
    byte[] question = withId(server.random().nextInt(0x10000));
    DatagramChannel channel = upstream.udp(at);
    datagrams = channel;
    var _ = server.register(channel, SelectionKey.OP_READ, _ -> read(channel, question));
    channel.write(ByteBuffer.wrap(question));
    alarm = server.clock().in(timing.each(), this::next);
  }

  private void read(DatagramChannel channel, byte[] question) {
    ByteBuffer buffer = server.buffer().clear();
    try {
      while (!done && channel.isOpen() && channel.read(buffer) > 0) {
        byte[] answer = new byte[buffer.flip().remaining()];
        buffer.get(answer).clear();
        take(question, answer);
      }
    } catch (IOException _) {
      next(); // nobody listens there: an ICMP message says so
    }
  }

  private void askByTcp(InetSocketAddress at) throws IOException {
    byte[] question = withId(server.random().nextInt(0x10000));
    SocketChannel channel = upstream.tcp(at);
    var next = new Conversation(channel, server.clock());
    conversation = next;
    next.open(server, answer -> take(question, answer), this::hungUp);
    next.send(question);
    alarm = server.clock().in(timing.each(), this::next);
  }

  private void hungUp() {
    if (!done && conversation != null) {
      conversation = null;
      next();
    }
  }

  /** What does not answer our question was not sent by whom we have asked. */
  private void take(byte[] question, byte[] bytes) {
    Message answer;
    try {
      answer = new Message(bytes);
    } catch (IOException | IllegalArgumentException _) {
      return;
    }
    if (done || !isAnswer(answer, question, bytes)) {
      return;
    }
    switch (answer.getRcode()) {
      case Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP -> {
        second = bytes;
        next();
      }
      default -> {
        if (answer.getHeader().getFlag(Flags.TC) && datagrams != null && query.getOPT() != null) {
          second = bytes;
          askAgainByTcp();
        } else {
          finish(bytes);
        }
      }
    }
  }

  private boolean isAnswer(Message answer, byte[] question, byte[] bytes) {
    Record wanted = query.getQuestion();
    Record found = answer.getQuestion();
    return bytes[0] == question[0]
        && bytes[1] == question[1]
        && answer.getHeader().getFlag(Flags.QR)
        && (found == null ? answer.getRcode() != Rcode.NOERROR : found.equals(wanted));
  }

  /** The asker has room for more than the server sends by UDP. */
  private void askAgainByTcp() {
    InetSocketAddress at = asked;
    hangUp();
    try {
      if (at != null) {
        askByTcp(at);
      }
    } catch (IOException _) {
      giveUp();
    }
  }

  /** The next best answer, if there was one. */
  private void giveUp() {
    if (!done) {
      byte[] best = second;
      finish(best != null ? best : Resolver.reply(query, Rcode.SERVFAIL).toWire());
    }
  }

  private void finish(byte[] answer) {
    done = true;
    hangUp();
    if (deadline != null) {
      deadline.callOff();
    }
    over.run();
    answer[0] = bytes[0];
    answer[1] = bytes[1];
    asker.answer(Forwarder.fit(answer, asker.room()));
  }

  private void hangUp() {
    if (alarm != null) {
      alarm.callOff();
      alarm = null;
    }
    Conversation before = conversation;
    conversation = null;
    if (before != null) {
      before.close();
    }
    try {
      if (datagrams != null) {
        datagrams.close();
        datagrams = null;
      }
    } catch (IOException _) {
      // it is not ours any more
    }
  }

  private byte[] withId(int id) {
    byte[] question = bytes.clone();
    question[0] = (byte) (id >>> 8);
    question[1] = (byte) id;
    return question;
  }
}
