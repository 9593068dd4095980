package io.netledger.agent.kernel;

import io.netledger.agent.netlink.route.RouteSocket;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/** Sockets of the sandboxes that were busy last. Not for several threads. */
final class BusySockets {

  private static final int MOST = 16; // a socket has 70 KiB

  private final LinkedHashMap<String, RouteSocket> sockets = new LinkedHashMap<>(32, 0.75f, true);

  /** The sandbox's socket, opened if it was not busy lately. */
  RouteSocket of(String sandboxId, Supplier<RouteSocket> opening) {
    RouteSocket socket = sockets.get(sandboxId);
    if (socket == null) {
      socket = opening.get();
      sockets.put(sandboxId, socket);
      if (sockets.size() > MOST) {
        close(sockets.firstEntry().getKey());
      }
    }
    return socket;
  }

  /** Whether it is the port of the sandbox's socket. */
  boolean hasPort(String sandboxId, int port) {
    RouteSocket socket = sockets.get(sandboxId);
    return socket != null && socket.portId() == port;
  }

  void close(String sandboxId) {
    RouteSocket socket = sockets.remove(sandboxId);
    if (socket != null) {
      socket.close();
    }
  }
}
