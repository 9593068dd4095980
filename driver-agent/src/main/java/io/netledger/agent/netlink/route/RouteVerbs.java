package io.netledger.agent.netlink.route;

import static io.netledger.agent.netlink.Request.CREATE;
import static io.netledger.agent.netlink.Request.EXCLUSIVE;
import static io.netledger.agent.netlink.Request.REPLACE;

import io.netledger.agent.netlink.MessageWriter;
import io.netledger.agent.netlink.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The verbs of {@code ip} that change something. {@link RouteSocket} carries each out at once,
 * {@link RouteBatch} collects them for one send.
 *
 * <p>Every verb may throw {@link io.netledger.agent.netlink.NetlinkError} (a batch: when it is
 * sent). {@code isExist} and {@code isNotFound} tell the harmless refusals.
 */
public sealed interface RouteVerbs permits RouteSocket, RouteBatch {

  int RTM_NEWLINK = 16;
  int RTM_DELLINK = 17;
  int RTM_GETLINK = 18;
  int RTM_SETLINK = 19;
  int RTM_NEWADDR = 20;
  int RTM_DELADDR = 21;
  int RTM_GETADDR = 22;
  int RTM_NEWROUTE = 24;
  int RTM_DELROUTE = 25;
  int RTM_GETROUTE = 26;
  int RTM_NEWNEIGH = 28;
  int RTM_DELNEIGH = 29;
  int RTM_GETNEIGH = 30;
  int RTM_NEWNSID = 88;
  int RTM_GETNSID = 90;

  /** Carries out the requests with one send, or remembers them. */
  void request(List<Request> requests);

  /** Carries out one request that has no verb here, or remembers it. */
  default void request(Request request) {
    request(List.of(request));
  }

  /**
   * Makes a link with all its settings, with one send. If it is refused, nothing is made or
   * changed. A link with an alias gets a {@linkplain LinkIndex#fresh fresh} index unless its
   * settings have one.
   *
   * <p>Equivalent to {@code ip link add NAME [mtu N] [address MAC] … type KIND}, then {@code ip
   * link set NAME up master M alias …}.
   */
  default void addLink(LinkKind kind, LinkSettings settings) {
    String operation = "add " + kind.kind() + " " + settings;
    // The alias needs a message of its own. It goes by index, since the name may be that of
    // somebody else's link, whose
    // owner we must not change when ours is refused.
    boolean choose = settings.alias().isPresent() && settings.index() == 0;
    LinkSettings link = choose ? settings.index(LinkIndex.fresh()) : settings;
    List<Request> requests = new ArrayList<>();
    requests.add(
        new Request(
            operation,
            RTM_NEWLINK,
            CREATE | EXCLUSIVE,
            writer -> {
              link.encode(writer);
              writer.nested(
                  LinkInfo.IFLA_LINKINFO,
                  info ->
                      info.text(LinkInfo.KIND, kind.kind()).nested(LinkInfo.DATA, kind::encode));
            }));
    link.alias()
        .map(alias -> LinkSettings.none().alias(alias))
        .ifPresent(alias ->
            requests.add(
                new Request(
                    operation + " alias",
                    RTM_SETLINK,
                    0,
                    writer -> alias.encode(writer, link.index()))));
    request(requests);
  }

  /**
   * Changes what {@code settings} says and leaves the rest.
   *
   * <p>Equivalent to {@code ip link set LINK …}.
   */
  default void changeLink(LinkRef link, LinkSettings settings) {
    change("change " + link, link, settings);
  }

  /** Equivalent to {@code ip link set LINK up}. */
  default void setUp(LinkRef link) {
    change("set up " + link, link, LinkSettings.none().up());
  }

  /** Equivalent to {@code ip link set LINK down}. */
  default void setDown(LinkRef link) {
    change("set down " + link, link, LinkSettings.none().down());
  }

  /** Equivalent to {@code ip link set LINK master MASTER}; 0 takes it out of its bridge. */
  default void setMaster(LinkRef link, int master) {
    change("set master of " + link, link, LinkSettings.none().master(master));
  }

  /** Equivalent to {@code ip link set LINK alias TEXT}. */
  default void setAlias(LinkRef link, String alias) {
    change("set alias of " + link, link, LinkSettings.none().alias(alias));
  }

  /** Equivalent to {@code ip link set LINK mtu N}. */
  default void setMtu(LinkRef link, int mtu) {
    change("set mtu of " + link + " to " + mtu, link, LinkSettings.none().mtu(mtu));
  }

  /** Equivalent to {@code ip link set LINK address MAC}. */
  default void setMac(LinkRef link, HardwareAddress mac) {
    change("set address of " + link + " to " + mac, link, LinkSettings.none().mac(mac));
  }

  /** Equivalent to {@code ip link set dev #INDEX name NAME}. */
  default void rename(int index, String name) {
    change("rename #" + index + " to " + name, LinkRef.link(index), LinkSettings.named(name));
  }

  /** Equivalent to {@code ip link set LINK type bridge_slave isolated on hairpin on …}. */
  default void setBridgePort(LinkRef link, BridgePort port) {
    request(
        "set bridge port " + link,
        RTM_NEWLINK,
        0,
        writer -> {
          LinkInfo.encode(writer, link);
          writer.nested(
              LinkInfo.IFLA_LINKINFO,
              info ->
                  info.text(LinkInfo.PORT_KIND, "bridge").nested(LinkInfo.PORT_DATA, port::encode));
        });
  }

  /** Equivalent to {@code ip link delete LINK}. About 20 ms: the kernel waits for all readers. */
  default void deleteLink(LinkRef link) {
    request("delete link " + link, RTM_DELLINK, 0, writer -> LinkInfo.encode(writer, link));
  }

  /**
   * Deletes all links of a group at once, for the price of about three.
   *
   * <p>Equivalent to {@code ip link delete group N}.
   *
   * @param group not 0, the group of every link that was never put into one
   */
  default void deleteGroup(int group) {
    if (group == 0) {
      throw new IllegalArgumentException("group 0 has all links of the namespace");
    }
    request(
        "delete links of group " + group, RTM_DELLINK, 0, LinkSettings.none().group(group)::encode);
  }

  /** Equivalent to {@code ip address add PREFIX dev LINK [broadcast B] [nodad]}. */
  default void addAddress(Address address) {
    request("add address " + address, RTM_NEWADDR, CREATE | EXCLUSIVE, address::encode);
  }

  /** Equivalent to {@code ip address delete PREFIX dev LINK}. */
  default void deleteAddress(Address address) {
    request("delete address " + address, RTM_DELADDR, 0, address::encode);
  }

  /** Equivalent to {@code ip route add DESTINATION [via GATEWAY] [dev LINK] …}. */
  default void addRoute(Route route) {
    request("add route " + route, RTM_NEWROUTE, CREATE | EXCLUSIVE, route::encode);
  }

  /** Equivalent to {@code ip route replace DESTINATION …}. */
  default void replaceRoute(Route route) {
    request("replace route " + route, RTM_NEWROUTE, CREATE | REPLACE, route::encode);
  }

  /**
   * Equivalent to {@code ip route delete DESTINATION …}: the first that has all that {@code route}
   * says.
   */
  default void deleteRoute(Route route) {
    request("delete route " + route, RTM_DELROUTE, 0, route::encode);
  }

  /**
   * Equivalent to {@code ip neighbour replace ADDRESS lladdr MAC dev LINK nud permanent}, {@code
   * bridge fdb replace MAC dev LINK dst HOST self static} or {@code bridge fdb replace MAC dev LINK
   * master static sticky}.
   */
  default void replaceNeighbour(Neighbour neighbour) {
    request("replace " + neighbour, RTM_NEWNEIGH, CREATE | REPLACE, neighbour::encode);
  }

  /** Equivalent to {@code ip neighbour delete …} or {@code bridge fdb delete …}. */
  default void deleteNeighbour(Neighbour neighbour) {
    request("delete " + neighbour, RTM_DELNEIGH, 0, neighbour::encode);
  }

  private void change(String operation, LinkRef link, LinkSettings settings) {
    switch (link) {
      case LinkRef.Index(int index) ->
          request(operation, RTM_SETLINK, 0, writer -> settings.encode(writer, index));
      case LinkRef.Name(String name) ->
          request(
              operation,
              RTM_SETLINK,
              0,
              writer -> {
                settings.encode(writer, 0);
                writer.text(LinkInfo.IFLA_IFNAME, name);
              });
    }
  }

  private void request(String operation, int type, int flags, Consumer<MessageWriter> body) {
    request(new Request(operation, type, flags, body));
  }
}
