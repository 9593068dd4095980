package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.NetlinkSocket;
import io.netledger.agent.netlink.Port;
import java.util.List;

/**
 * Hears every change of what links know of their neighbours, in the network namespace it was opened
 * in alone: the neighbours of sandboxes are nobody's business, and many.
 *
 * <p>Equivalent to {@code ip monitor neighbour} and {@code bridge monitor fdb}.
 */
public final class NeighbourMonitor implements AutoCloseable {

  private static final int RTNLGRP_NEIGH = 3;

  private final Port port;

  private NeighbourMonitor(Port port) {
    this.port = port;
  }

  /**
   * Opens a monitor in the calling thread's network namespace. What changes from now on is heard.
   */
  public static NeighbourMonitor open() {
    return new NeighbourMonitor(NetlinkSocket.listen(NetlinkSocket.NETLINK_ROUTE, RTNLGRP_NEIGH));
  }

  /**
   * Waits for the next changes.
   *
   * @return at least one change, or none once the monitor is closed
   */
  public List<NeighbourChange> next() {
    try {
      return Message.parse(port.receive()).stream().map(NeighbourChange::parse).toList();
    } catch (NetlinkError e) {
      return switch (e.errno()) {
        case Libc.ENOBUFS -> List.of(new NeighbourChange.Missed());
        case Libc.EBADF -> List.of();
        default -> throw e;
      };
    }
  }

  /** Ends {@link #next} in the thread that waits there. */
  @Override
  public void close() {
    port.close();
  }
}
