package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.MessageWriter;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.NetlinkSocket;
import io.netledger.agent.netlink.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Links, addresses and routes of one network namespace: the one its opening thread was in, for
 * life. So a thread that lives only for {@link #open} enters a namespace, opens the socket and
 * dies; no other thread changes namespace.
 *
 * <p>Safe for several threads, which take turns.
 */
public final class RouteSocket implements RouteVerbs, AutoCloseable {

  private static final int AF_UNSPEC = 0;

  private final NetlinkSocket socket;

  public RouteSocket(NetlinkSocket socket) {
    this.socket = socket;
  }

  /**
   * Opens a socket in the calling thread's network namespace.
   *
   * @throws NetlinkError if the kernel refuses
   */
  public static RouteSocket open() {
    return new RouteSocket(NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE));
  }

  /** The number by which {@link RouteChange#by} tells this socket's own changes. */
  public int portId() {
    return socket.portId();
  }

  @Override
  public void request(List<Request> requests) {
    socket.perform(requests);
  }

  /**
   * Carries out several verbs with one send. Not atomic: verbs around a refused one take effect.
   *
   * @throws NetlinkError the first refusal, the others suppressed in it
   */
  public void batch(Consumer<RouteBatch> verbs) {
    var batch = new RouteBatch();
    verbs.accept(batch);
    socket.perform(batch.requests());
  }

  /** As {@link #batch}, but returns the refusals, in order, instead of throwing the first. */
  public List<NetlinkError> attempt(Consumer<RouteBatch> verbs) {
    var batch = new RouteBatch();
    verbs.accept(batch);
    return socket.attempt(batch.requests());
  }

  /** Equivalent to {@code ip -d link show}. */
  public List<Link> links() {
    return dump("list links", RTM_GETLINK, AF_UNSPEC, Link.HEADER).stream()
        .filter(message -> message.type() == RTM_NEWLINK)
        .map(Link::parse)
        .toList();
  }

  /** Equivalent to {@code ip -d link show LINK}; empty if there is none. */
  public Optional<Link> link(LinkRef link) {
    return socket
        .ask(
            new Request(
                "show link " + link, RTM_GETLINK, 0, writer -> LinkInfo.encode(writer, link)))
        .map(Link::parse);
  }

  /** Equivalent to {@code ip address show}. */
  public List<Address> addresses() {
    return dump("list addresses", RTM_GETADDR, AF_UNSPEC, 8).stream()
        .filter(message -> message.type() == RTM_NEWADDR)
        .map(Address::parse)
        .toList();
  }

  /** Equivalent to {@code ip route show table all type unicast}, IPv4 and IPv6. */
  public List<Route> routes() {
    return dump("list routes", RTM_GETROUTE, AF_UNSPEC, 12).stream()
        .filter(message -> message.type() == RTM_NEWROUTE && Route.type(message) == Route.UNICAST)
        .map(Route::parse)
        .toList();
  }

  private List<Message> dump(String operation, int type, int family, int header) {
    return socket.dump(
        new Request(operation, type, 0, writer -> zeros(writer.put8(family), header - 1)));
  }

  private static void zeros(MessageWriter writer, int count) {
    for (int i = 0; i < count; i++) {
      writer.put8(0);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
