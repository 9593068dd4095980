package io.netledger.agent.names;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Who is asked on, and from where.
 *
 * @param namespace from which the servers are asked; a file, because one may be gone, and its
 *     descriptor be another's, when the time comes
 */
record Upstream(List<InetSocketAddress> servers, Path namespace) {

  /** A socket that hears that server only, at a port of the kernel's choice. */
  DatagramChannel udp(InetSocketAddress server) throws IOException {
    return inside(() -> {
      DatagramChannel channel = DatagramChannel.open(family(server));
      try {
        channel.configureBlocking(false);
        return channel.connect(server);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    });
  }

  /** A connection on its way. */
  SocketChannel tcp(InetSocketAddress server) throws IOException {
    return inside(() -> {
      SocketChannel channel = SocketChannel.open(family(server));
      try {
        channel.configureBlocking(false);
        boolean _ = channel.connect(server);
        return channel;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    });
  }

  private static StandardProtocolFamily family(InetSocketAddress server) {
    return server.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  private <T> T inside(Callable<T> task) throws IOException {
    try (NetworkNamespace there = NetworkNamespace.open(namespace)) {
      return there.inside(task);
    } catch (RuntimeException e) {
      throw new IOException("nobody can be asked from " + namespace, e);
    }
  }
}
