package io.netledger.deploy.local.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection to one of the servers, of which the right one has answered. */
final class Line implements AutoCloseable {

  /** A SYN that is lost is sent again after one, three and seven seconds. */
  private static final int PATIENCE_MILLIS = 5_000;

  private final Socket socket;

  private Line(Socket socket) {
    this.socket = socket;
  }

  /**
   * Calls from the namespace in the file {@code netns}.
   *
   * @throws IOException if nobody answers, or another than {@code name}
   */
  static Line call(String netns, String address, int port, String name) throws IOException {
    Socket socket = open(netns).socket();
    try {
      socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      var said = new StringBuilder();
      for (int letter = socket.getInputStream().read();
          letter != '\n' && letter >= 0;
          letter = socket.getInputStream().read()) {
        said.append((char) letter);
      }
      if (!said.toString().equals(name)) {
        throw new IOException("\"" + said + "\" answered");
      }
      return new Line(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static SocketChannel open(String netns) throws IOException {
    if (netns.equals(Job.HOST)) {
      return SocketChannel.open(StandardProtocolFamily.INET);
    }
    try (var namespace = NetworkNamespace.open(Path.of(netns))) {
      return namespace.inside(() -> SocketChannel.open(StandardProtocolFamily.INET));
    }
  }

  /** Sends words and awaits them back. */
  void echo(String words) throws IOException {
    byte[] sent = words.getBytes(UTF_8);
    socket.getOutputStream().write(sent);
    String back = new String(socket.getInputStream().readNBytes(sent.length), UTF_8);
    if (!back.equals(words)) {
      throw new IOException("\"" + back + "\" came back for \"" + words + "\"");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
