package io.netledger.agent.kernel;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

/** TCP from a bash in one namespace to a socket in another. */
final class TcpWitness {

  private static final int PATIENCE_MILLIS = 1500;

  private TcpWitness() {}

  static boolean connects(NetworkNamespace to, String address, Path from) throws IOException {
    return !sourceOf(to, address, from).isEmpty();
  }

  /** The address a connection to {@code address} comes from; empty if none comes. */
  static String sourceOf(NetworkNamespace to, String address, Path from) throws IOException {
    try (ServerSocketChannel server = to.inside(() -> listen(address))) {
      int port = server.socket().getLocalPort();
      Process client =
          TestHost.start(
              from, "timeout", "2", "bash", "-c", "exec 3<>/dev/tcp/" + address + "/" + port);
      try (var connection = server.socket().accept()) {
        return connection.getInetAddress().getHostAddress();
      } catch (SocketTimeoutException _) {
        return "";
      } finally {
        client.destroyForcibly();
      }
    }
  }

  private static ServerSocketChannel listen(String address) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(address, 0));
    server.socket().setSoTimeout(PATIENCE_MILLIS);
    return server;
  }
}
