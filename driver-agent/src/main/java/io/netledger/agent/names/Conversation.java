package io.netledger.agent.names;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection with messages on it, each behind its length in two bytes (RFC 1035, 4.2.2);
 * from a sandbox, or to a name server elsewhere. Belongs to the server's thread.
 */
final class Conversation implements Asker {

  private static final int LONGEST = 65_535;
  private static final long IDLE_MILLIS = 10_000; // RFC 7766, 6.2.3: some seconds
  private static final int MOST_UNSENT = 256;

  private final SocketChannel channel;
  private final Clock clock;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private ByteBuffer incoming = ByteBuffer.allocate(512);
  private @Nullable SelectionKey key;
  private Clock.@Nullable Alarm idle;
  private Consumer<byte[]> receiver = _ -> {};
  private Runnable ending = () -> {};

  /**
   * @param channel connected, or on its way
   */
  Conversation(SocketChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /**
   * Begins.
   *
   * @param each gets every message that comes
   * @param end is run once, whoever ends it
   */
  void open(NameServer server, Consumer<byte[]> each, Runnable end) throws IOException {
    receiver = each;
    ending = end;
    int interest = channel.isConnected() ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
    key = server.register(channel, interest, _ -> ready());
    await();
  }

  private void await() {
    if (idle != null) {
      idle.callOff();
    }
    idle = clock.in(IDLE_MILLIS, this::close);
  }

  private void ready() {
    try {
      if (channel.isConnectionPending()) {
        channel.finishConnect();
      }
      write();
      read();
    } catch (IOException _) {
      close();
    }
  }

  private void read() throws IOException {
    int count = channel.read(incoming);
    while (count > 0) {
      await();
      takeMessages();
      makeRoom();
      count = channel.isOpen() ? channel.read(incoming) : 0;
    }
    if (count < 0) {
      close();
    }
  }

  private void takeMessages() {
    incoming.flip();
    while (incoming.remaining() >= 2) {
      int length = Short.toUnsignedInt(incoming.getShort(incoming.position()));
      if (incoming.remaining() < 2 + length) {
        break;
      }
      byte[] message = new byte[length];
      incoming.getShort();
      incoming.get(message);
      receiver.accept(message);
    }
    incoming.compact();
  }

  private void makeRoom() {
    if (!incoming.hasRemaining()) {
      ByteBuffer larger = ByteBuffer.allocate(Math.min(2 * incoming.capacity(), LONGEST + 2));
      incoming = larger.put(incoming.flip());
    }
  }

  @Override
  public int room() {
    return LONGEST;
  }

  @Override
  public boolean byTcp() {
    return true;
  }

  @Override
  public void answer(byte[] message) {
    send(message);
  }

  /** Sends it when the connection is there and has room. Who takes no answers is hung up on. */
  void send(byte[] message) {
    if (!channel.isOpen()) {
      return;
    }
    if (unsent.size() >= MOST_UNSENT) {
      close();
      return;
    }
    ByteBuffer framed = ByteBuffer.allocate(2 + message.length);
    unsent.add(framed.putShort((short) message.length).put(message).flip());
    try {
      write();
    } catch (IOException _) {
      close();
    }
  }

  private void write() throws IOException {
    if (!channel.isConnected()) {
      return;
    }
    while (!unsent.isEmpty()) {
      channel.write(unsent.element());
      if (unsent.element().hasRemaining()) {
        break;
      }
      unsent.remove();
    }
    if (key != null && key.isValid()) {
      key.interestOps(
          unsent.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  void close() {
    if (!channel.isOpen()) {
      return;
    }
    if (idle != null) {
      idle.callOff();
    }
    try {
      channel.close();
    } catch (IOException _) {
      // it is not ours any more
    }
    ending.run();
  }
}
