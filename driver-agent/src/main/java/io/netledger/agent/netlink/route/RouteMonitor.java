package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.NetlinkSocket;
import io.netledger.agent.netlink.Port;
import java.util.List;
import java.util.Optional;

/**
 * Hears every change of links, addresses and unicast routes in the network namespace it was opened
 * in.
 *
 * <p>Equivalent to {@code ip monitor link address route}.
 */
public final class RouteMonitor implements AutoCloseable {

  private static final int RTNLGRP_LINK = 1;
  private static final int RTNLGRP_IPV4_IFADDR = 5;
  private static final int RTNLGRP_IPV4_ROUTE = 7;
  private static final int RTNLGRP_IPV6_IFADDR = 9;
  private static final int RTNLGRP_IPV6_ROUTE = 11;

  private final Port port;

  public RouteMonitor(Port port) {
    this.port = port;
  }

  /**
   * Opens a monitor in the calling thread's network namespace. What changes from now on is heard.
   */
  public static RouteMonitor open() {
    return new RouteMonitor(
        NetlinkSocket.listen(
            NetlinkSocket.NETLINK_ROUTE,
            RTNLGRP_LINK,
            RTNLGRP_IPV4_IFADDR,
            RTNLGRP_IPV4_ROUTE,
            RTNLGRP_IPV6_IFADDR,
            RTNLGRP_IPV6_ROUTE));
  }

  /**
   * As {@link #open}, and hears also what changes in the other network namespaces that have a
   * number in this one.
   *
   * <p>Equivalent to {@code ip monitor all-nsid link address route}.
   */
  public static RouteMonitor openEverywhere() {
    return new RouteMonitor(
        NetlinkSocket.listenEverywhere(
            NetlinkSocket.NETLINK_ROUTE,
            RTNLGRP_LINK,
            RTNLGRP_IPV4_IFADDR,
            RTNLGRP_IPV4_ROUTE,
            RTNLGRP_IPV6_IFADDR,
            RTNLGRP_IPV6_ROUTE));
  }

  /**
   * Where the changes happened that {@link #next} returned last: the namespace's number, or {@link
   * Port#HERE}. For the thread that waits there.
   */
  public int origin() {
    return port.origin();
  }

  /**
   * Waits for the next changes.
   *
   * @return at least one change, or none once the monitor is closed
   */
  public List<RouteChange> next() {
    while (true) {
      try {
        List<RouteChange> changes =
            Message.parse(port.receive()).stream()
                .filter(message -> message.payload().get(0) != Libc.AF_BRIDGE) // "left its bridge"
                .map(RouteMonitor::change)
                .flatMap(Optional::stream)
                .toList();
        if (!changes.isEmpty()) {
          return changes;
        }
      } catch (NetlinkError e) {
        return switch (e.errno()) {
          case Libc.ENOBUFS -> List.of(new RouteChange.Missed());
          case Libc.EBADF -> List.of();
          default -> throw e;
        };
      }
    }
  }

  private static Optional<RouteChange> change(Message message) {
    int by = message.port();
    return switch (message.type()) {
      case RouteVerbs.RTM_NEWLINK -> Optional.of(new RouteChange.LinkIs(Link.parse(message), by));
      case RouteVerbs.RTM_DELLINK -> Optional.of(new RouteChange.LinkGone(Link.parse(message), by));
      case RouteVerbs.RTM_NEWADDR ->
          Optional.of(new RouteChange.AddressIs(Address.parse(message), by));
      case RouteVerbs.RTM_DELADDR ->
          Optional.of(new RouteChange.AddressGone(Address.parse(message), by));
      case RouteVerbs.RTM_NEWROUTE -> route(message).map(it -> new RouteChange.RouteIs(it, by));
      case RouteVerbs.RTM_DELROUTE -> route(message).map(it -> new RouteChange.RouteGone(it, by));
      default -> Optional.empty();
    };
  }

  private static Optional<Route> route(Message message) {
    return Route.type(message) == Route.UNICAST
        ? Optional.of(Route.parse(message))
        : Optional.empty();
  }

  /** Ends {@link #next} in the thread that waits there. */
  @Override
  public void close() {
    port.close();
  }
}
