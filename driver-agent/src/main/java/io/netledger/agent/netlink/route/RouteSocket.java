package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.MessageWriter;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.NetlinkSocket;
import io.netledger.agent.netlink.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Links, addresses and routes of one network namespace: the one its opening thread was in, for
 * life. So a thread that lives only for {@link #open} enters a namespace, opens the socket and
 * dies; no other thread changes namespace.
 *
 * <p>Safe for several threads, which take turns.
 */
public final class RouteSocket implements RouteVerbs, AutoCloseable {

  private static final int AF_UNSPEC = 0;
  private static final int NETNSA_NSID = 1;
  private static final int NETNSA_FD = 3;
  private static final int ANY_NUMBER = -1;

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

  /** Equivalent to {@code ip neighbour show nud all} and {@code bridge fdb show}. */
  public List<Neighbour> neighbours() {
    return Stream.of(AF_UNSPEC, Libc.AF_BRIDGE)
        .flatMap(family -> dump("list neighbours", RTM_GETNEIGH, family, Neighbour.HEADER).stream())
        .filter(message -> message.type() == RTM_NEWNEIGH)
        .flatMap(message -> Neighbour.parse(message).stream())
        .toList();
  }

  /**
   * The number that a network namespace has in this one, given now if it had none: by it listeners
   * here hear of it. It is free again when the namespace is gone.
   *
   * <p>Equivalent to {@code ip netns set NAME auto}, then {@code ip netns list-id}.
   *
   * @param fd descriptor of the namespace
   */
  public int numberOf(int fd) {
    OptionalInt known = findNumber(fd);
    if (known.isPresent()) {
      return known.getAsInt();
    }
    try {
      socket.perform(
          List.of(
              new Request(
                  "give network namespace a number",
                  RTM_NEWNSID,
                  0,
                  writer -> namespace(writer, fd).u32(NETNSA_NSID, ANY_NUMBER))));
    } catch (NetlinkError e) {
      if (!e.isExist()) {
        throw e;
      }
    }
    return findNumber(fd)
        .orElseThrow(() -> new NetlinkError("number of network namespace", Libc.ENOENT, ""));
  }

  private OptionalInt findNumber(int fd) {
    return socket
        .ask(
            new Request(
                "number of network namespace", RTM_GETNSID, 0, writer -> namespace(writer, fd)))
        .map(answer -> answer.attributesAfter(4).u32(NETNSA_NSID))
        .orElse(OptionalInt.empty())
        .stream()
        .filter(number -> number != ANY_NUMBER) // NETNSA_NSID_NOT_ASSIGNED
        .findFirst();
  }

  /** struct rtgenmsg is one byte. */
  private static MessageWriter namespace(MessageWriter writer, int fd) {
    zeros(writer, 4);
    return writer.u32(NETNSA_FD, fd);
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
