package io.netledger.deploy.local.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A server in each sandbox, all on one thread: says its name to who connects, then sends back what
 * it gets.
 */
final class Servers {

  private static final int BACKLOG = 64;

  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(4096);

  private Servers(Selector selector) {
    this.selector = selector;
  }

  static Servers start() throws IOException {
    var servers = new Servers(Selector.open());
    Thread.ofPlatform().daemon().name("servers").start(servers::serve);
    return servers;
  }

  /** Opens one in the namespace in the file {@code netns}. */
  void open(String name, String netns, int port) throws IOException {
    ServerSocketChannel channel;
    try (var namespace = NetworkNamespace.open(Path.of(netns))) {
      channel = namespace.inside(() -> listen(port));
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_ACCEPT, name);
    selector.wakeup();
  }

  private static ServerSocketChannel listen(int port) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.INET)
        .bind(new InetSocketAddress("0.0.0.0", port), BACKLOG);
  }

  private void serve() {
    try {
      while (true) {
        selector.select(this::serve);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SelectionKey key) {
    try {
      switch (key.channel()) {
        case ServerSocketChannel server -> greet(server, String.valueOf(key.attachment()));
        case SocketChannel caller -> echo(caller);
        default -> throw new IllegalStateException(key.channel().toString());
      }
    } catch (IOException _) {
      // The caller is gone, and will say what it misses.
      key.cancel();
    }
  }

  private void greet(ServerSocketChannel server, String name) throws IOException {
    SocketChannel caller = server.accept();
    if (caller != null) {
      caller.write(ByteBuffer.wrap((name + "\n").getBytes(UTF_8)));
      caller.configureBlocking(false);
      caller.register(selector, SelectionKey.OP_READ);
    }
  }

  private void echo(SocketChannel caller) throws IOException {
    buffer.clear();
    if (caller.read(buffer) < 0) {
      caller.close();
      return;
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      caller.write(buffer);
    }
  }
}
