package io.netledger.agent.kernel;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A server in one namespace, called from others. */
final class PortWitness implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 2500;

  private final ServerSocketChannel server;

  private PortWitness(ServerSocketChannel server) {
    this.server = server;
  }

  /** Listens there from now on. */
  static PortWitness at(NetworkNamespace there, String address, int port) {
    return new PortWitness(
        there.inside(() -> {
          ServerSocketChannel server = ServerSocketChannel.open();
          server.bind(new InetSocketAddress(address, port));
          server.socket().setSoTimeout(PATIENCE_MILLIS);
          return server;
        }));
  }

  /** Which caller the server sees when {@code address} is called; empty if none comes. */
  String called(NetworkNamespace from, String address, int port) throws IOException {
    try (SocketChannel client = from.inside(SocketChannel::open)) {
      client.socket().connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      try (var connection = server.socket().accept()) {
        return connection.getInetAddress().getHostAddress();
      }
    } catch (SocketTimeoutException
        | java.net.ConnectException
        | java.net.NoRouteToHostException _) {
      return "";
    }
  }

  /** Whether a datagram to {@code target} comes to {@code address}, and its answer comes back. */
  static boolean echoes(
      NetworkNamespace there,
      InetSocketAddress address,
      NetworkNamespace from,
      InetSocketAddress target)
      throws IOException {
    try (DatagramChannel server = there.inside(DatagramChannel::open);
        DatagramChannel client = from.inside(DatagramChannel::open)) {
      server.bind(address).configureBlocking(false);
      client.connect(target).configureBlocking(false);
      client.write(ByteBuffer.wrap(new byte[] {42}));
      Awaitility.await()
          .atMost(Duration.ofMillis(PATIENCE_MILLIS))
          .until(() -> {
            ByteBuffer request = ByteBuffer.allocate(1);
            var caller = server.receive(request);
            return caller != null && server.send(request.flip(), caller) == 1;
          });
      Awaitility.await()
          .atMost(Duration.ofMillis(PATIENCE_MILLIS))
          .until(() -> client.read(ByteBuffer.allocate(1)) == 1);
      return true;
    } catch (org.awaitility.core.ConditionTimeoutException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
