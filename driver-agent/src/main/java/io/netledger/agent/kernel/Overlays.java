package io.netledger.agent.kernel;

import static io.netledger.agent.netlink.route.LinkRef.link;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.route.BridgePort;
import io.netledger.agent.netlink.route.HardwareAddress;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.LinkKind;
import io.netledger.agent.netlink.route.LinkSettings;
import io.netledger.agent.netlink.route.Neighbour;
import io.netledger.agent.netlink.route.NeighbourChange;
import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Underlay;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes and mends the ports that lead to other hosts, and what they know of them. */
final class Overlays {

  private static final String KIND = "vxlan";
  private static final int MOST_NAMES = 10_000;

  private final Namespaces namespaces;
  private final Map<Integer, Optional<String>> names = new HashMap<>();

  Overlays(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** One of ours that leads elsewhere is made anew; what it knew of peers goes with it. */
  void add(AddVxlan vxlan) {
    RouteSocket host = namespaces.route(Netns.HOST);
    IpAddress local = local(vxlan);
    refuseTooLarge(vxlan, local, underlay(host, local));
    int bridge = bridge(host, vxlan.bridge());
    Optional<Link> found = host.link(link(vxlan.name()));
    if (found.isPresent() && !Ownership.isMarked(found.get(), vxlan.mark())) {
      throw Ownership.inTheWay(found.get());
    }
    if (found.filter(it -> fits(it, vxlan)).isPresent()) {
      host.changeLink(
          link(found.get().index()), LinkSettings.none().mtu(vxlan.mtu()).master(bridge));
    } else {
      found.ifPresent(other -> host.deleteLink(link(other.index())));
      host.addLink(
          kind(vxlan, local),
          LinkSettings.named(vxlan.name()).alias(vxlan.mark()).mtu(vxlan.mtu()).master(bridge));
    }
    host.setBridgePort(link(vxlan.name()), BridgePort.none().learning(false).flood(false));
  }

  private static IpAddress local(AddVxlan vxlan) {
    return vxlan
        .local()
        .orElseThrow(() ->
            new KernelRefusal(
                "this host has no underlay address by which others could reach it; its agent was"
                    + " started without --underlay-address"));
  }

  /** The link that has the address. */
  static Optional<Link> having(RouteSocket host, IpAddress address) {
    InetAddress inet = Prefixes.inet(address);
    return host.addresses().stream()
        .filter(it -> it.prefix().address().equals(inet))
        .findFirst()
        .flatMap(it -> host.link(link(it.link())));
  }

  /** Bytes that the link takes which has the address; empty if none has. */
  OptionalInt mtuAt(IpAddress address) {
    return having(namespaces.route(Netns.HOST), address).stream().mapToInt(Link::mtu).findFirst();
  }

  private static Link underlay(RouteSocket host, IpAddress local) {
    return having(host, local)
        .orElseThrow(
            () -> new KernelRefusal("underlay address " + local + " is on no link of this host"));
  }

  private static void refuseTooLarge(AddVxlan vxlan, IpAddress local, Link underlay) {
    int room = Underlay.room(local, underlay.mtu());
    if (vxlan.mtu() > room) {
      throw new KernelRefusal(
          ("mtu %d does not fit: %s, which has underlay address %s, takes %d bytes, and the way"
                  + " between hosts needs %d of them; expected at most %d")
              .formatted(
                  vxlan.mtu(),
                  underlay.name(),
                  local,
                  underlay.mtu(),
                  Underlay.overhead(local),
                  room));
    }
  }

  private static int bridge(RouteSocket host, String name) {
    return host.link(link(name))
        .filter(Ownership::isOurs)
        .map(Link::index)
        .orElseThrow(() -> new KernelRefusal("there is no bridge " + name + " of ours"));
  }

  private static LinkKind kind(AddVxlan vxlan, IpAddress local) {
    return new LinkKind.Vxlan(vxlan.vni(), Prefixes.inet(local), vxlan.port());
  }

  /** Whether it leads where it shall. */
  static boolean fits(Link found, AddVxlan vxlan) {
    return vxlan.local().filter(local -> Parents.fits(found, kind(vxlan, local), 0)).isPresent();
  }

  static boolean isOurs(Link link) {
    return link.kind().equals(KIND) && Ownership.isOurs(link);
  }

  /** Whether one of our links knows something of a neighbour that differs from what it was told. */
  boolean isWrong(NeighbourChange.Known change, Told told) {
    return name(change.link())
        .filter(link -> {
          Optional<AddPeer> peer = peer(link, change, told);
          return change
              .now()
              .map(now -> peer.stream().noneMatch(it -> of(it, change.link()).contains(now)))
              .orElse(peer.isPresent());
        })
        .isPresent();
  }

  private static Optional<AddPeer> peer(String link, NeighbourChange.Known change, Told told) {
    return change.address().isPresent()
        ? change.address().flatMap(it -> told.peer(link, IpAddress.of(it.getAddress())))
        : change.mac().flatMap(it -> told.peer(link, Mac.of(it.bytes())));
  }

  /**
   * The name of our link with that index, which stays the same and is not given out again soon: so
   * the kernel is asked once, however much happens on other links.
   */
  private Optional<String> name(int index) {
    if (names.size() > MOST_NAMES) {
      names.clear();
    }
    return names.computeIfAbsent(
        index,
        it -> namespaces.route(Netns.HOST).link(link(it)).filter(Overlays::isOurs).map(Link::name));
  }

  /** All with few sends; to tell what is told already is harmless. */
  void add(List<AddPeer> peers) {
    RouteSocket host = namespaces.route(Netns.HOST);
    Map<String, Optional<Link>> links = links(host, peers);
    List<NetlinkError> refused =
        host.attempt(batch ->
            peers.forEach(
                peer -> of(peer, index(links, peer)).forEach(it -> batch.replaceNeighbour(it))));
    if (!refused.isEmpty()) {
      throw refused.getFirst();
    }
  }

  private static int index(Map<String, Optional<Link>> links, AddPeer peer) {
    return links
        .getOrDefault(peer.link(), Optional.empty())
        .orElseThrow(() -> new KernelRefusal("there is no vxlan " + peer.link() + " of ours"))
        .index();
  }

  private static Map<String, Optional<Link>> links(RouteSocket host, Collection<AddPeer> peers) {
    Map<String, Optional<Link>> links = new HashMap<>();
    peers.forEach(peer ->
        links.computeIfAbsent(peer.link(), name -> host.link(link(name)).filter(Overlays::isOurs)));
    return links;
  }

  /** What the kernel is told about a peer. */
  static List<Neighbour> of(AddPeer peer, int link) {
    HardwareAddress mac = HardwareAddress.of(peer.mac().octets());
    List<Neighbour> all = new ArrayList<>();
    all.add(new Neighbour.BehindHost(link, mac, Prefixes.inet(peer.host())));
    all.add(new Neighbour.BehindPort(link, mac));
    peer.addresses()
        .forEach(address -> all.add(new Neighbour.OfAddress(link, Prefixes.inet(address), mac)));
    return all;
  }

  /** The opposite of {@link #add(List)}; what is gone is passed over. */
  void remove(List<AddPeer> peers) {
    Map<String, Optional<Link>> links = links(namespaces.route(Netns.HOST), peers);
    List<Neighbour> all = new ArrayList<>();
    peers.forEach(peer ->
        links
            .getOrDefault(peer.link(), Optional.empty())
            .ifPresent(link -> all.addAll(of(peer, link.index()))));
    removeAll(all);
  }

  void removeAll(List<Neighbour> neighbours) {
    namespaces
        .route(Netns.HOST)
        .attempt(batch -> neighbours.forEach(batch::deleteNeighbour))
        .stream()
        .filter(error -> !error.isNotFound())
        .findFirst()
        .ifPresent(error -> {
          throw error;
        });
  }
}
