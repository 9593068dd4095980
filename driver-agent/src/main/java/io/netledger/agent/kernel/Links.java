package io.netledger.agent.kernel;

import static io.netledger.agent.netlink.route.LinkRef.link;

import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.route.BridgePort;
import io.netledger.agent.netlink.route.HardwareAddress;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.LinkKind;
import io.netledger.agent.netlink.route.LinkSettings;
import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.plan.Change.AddBridge;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.IsolatePort;
import io.netledger.agent.plan.Change.Peer;
import io.netledger.agent.plan.Change.ReflectPort;
import io.netledger.agent.plan.Netns;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Makes, mends and deletes bridges and cables. What is not ours under their name is refused. */
final class Links {

  private final Namespaces namespaces;

  private final Map<Integer, String> marks = new HashMap<>();

  Links(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  void add(AddBridge bridge) {
    RouteSocket host = namespaces.route(Netns.HOST);
    HardwareAddress mac = HardwareAddress.of(bridge.mac().octets());
    try {
      host.addLink(
          new LinkKind.Bridge(),
          LinkSettings.named(bridge.name()).alias(bridge.mark()).mtu(bridge.mtu()).mac(mac));
    } catch (NetlinkError e) {
      Link found = inTheWay(e, bridge.name());
      if (!Ownership.wasMarked(found, bridge.mark(), marks) || !found.kind().equals("bridge")) {
        throw Ownership.inTheWay(found);
      }
      host.changeLink(
          link(found.index()), LinkSettings.none().alias(bridge.mark()).mtu(bridge.mtu()).mac(mac));
    }
  }

  void add(AddVeth veth) {
    RouteSocket host = namespaces.route(Netns.HOST);
    int bridge = bridge(veth.bridge());
    try {
      create(host, veth, bridge);
    } catch (NetlinkError e) {
      if (!e.isExist()) {
        throw e;
      }
      any(veth.name())
          .ifPresentOrElse(
              found -> replace(host, veth, bridge, found), () -> create(host, veth, bridge));
    }
  }

  /**
   * What has the cable's name becomes the cable, unless it is not ours. If nothing has it any more,
   * it went meanwhile with its sandbox's namespace, which the kernel takes apart on its own time:
   * then the cable is made like a new one, and only a second refusal counts.
   */
  private void replace(RouteSocket host, AddVeth veth, int bridge, Link found) {
    if (!Ownership.wasMarked(found, veth.mark(), marks) || !found.kind().equals("veth")) {
      throw Ownership.inTheWay(found);
    }
    Optional<Link> peer = peer(veth, found);
    if (peer.isPresent()) {
      mend(host, veth, bridge, found, peer.get());
    } else {
      delete(List.of(found));
      create(host, veth, bridge);
    }
  }

  /** Both ends with all they need in one message: 1 ms instead of 20. */
  private void create(RouteSocket host, AddVeth veth, int bridge) {
    LinkSettings sandboxEnd =
        LinkSettings.named(veth.peer().name())
            .namespace(namespaces.of(veth.peer().netns()).fd())
            .mac(HardwareAddress.of(veth.peer().mac().octets()))
            .mtu(veth.mtu());
    host.addLink(
        new LinkKind.Veth(sandboxEnd),
        LinkSettings.named(veth.name()).alias(veth.mark()).mtu(veth.mtu()).master(bridge).up());
  }

  private void mend(RouteSocket host, AddVeth veth, int bridge, Link hostEnd, Link sandboxEnd) {
    host.changeLink(
        link(hostEnd.index()),
        LinkSettings.none().alias(veth.mark()).master(bridge).mtu(veth.mtu()).up());
    namespaces
        .route(veth.peer().netns())
        .changeLink(
            link(sandboxEnd.index()),
            LinkSettings.none()
                .mac(HardwareAddress.of(veth.peer().mac().octets()))
                .mtu(veth.mtu()));
  }

  /** Ports that are there and ours get their bridge, in one send. */
  void plugIn(List<AddVeth> veths) {
    RouteSocket host = namespaces.route(Netns.HOST);
    Map<String, Link> links = new HashMap<>();
    host.links().forEach(it -> links.put(it.name(), it));
    host.attempt(batch -> {
      for (AddVeth veth : veths) {
        Link port = links.get(veth.name());
        Link bridge = links.get(veth.bridge());
        if (port != null
            && bridge != null
            && Ownership.isOurs(bridge)
            && port.alias().equals(veth.mark())
            && port.master() != bridge.index()) {
          batch.setMaster(link(port.index()), bridge.index());
        }
      }
    });
  }

  /** The other end of the cable, if it is where it should be. */
  private Optional<Link> peer(AddVeth veth, Link hostEnd) {
    return peer(veth.peer()).filter(end -> isPeer(hostEnd, end));
  }

  private Optional<Link> peer(Peer peer) {
    return namespaces.route(peer.netns()).link(link(peer.name()));
  }

  static boolean isPeer(Link hostEnd, Link sandboxEnd) {
    return sandboxEnd.kind().equals("veth")
        && sandboxEnd.index() == hostEnd.peer()
        && sandboxEnd.peer() == hostEnd.index()
        && hostEnd.peerNamespace().isPresent();
  }

  private int bridge(String name) {
    Link bridge =
        namespaces
            .route(Netns.HOST)
            .link(link(name))
            .orElseThrow(() -> new KernelRefusal("there is no bridge " + name));
    if (!Ownership.isOurs(bridge)) {
      throw Ownership.inTheWay(bridge);
    }
    return bridge.index();
  }

  /** What has the name already; if nothing has, it was another refusal. */
  private Link inTheWay(NetlinkError error, String name) {
    if (!error.isExist()) {
      throw error;
    }
    return namespaces.route(Netns.HOST).link(link(name)).orElseThrow(() -> error);
  }

  void isolate(IsolatePort port) {
    namespaces.route(Netns.HOST).setBridgePort(link(port.name()), BridgePort.none().isolated(true));
  }

  /** The opposite of {@link #isolate}; a port that is gone or not ours is passed over. */
  void join(IsolatePort port) {
    RouteSocket host = namespaces.route(Netns.HOST);
    any(port.name())
        .filter(Ownership::isOurs)
        .ifPresent(
            found -> host.setBridgePort(link(found.index()), BridgePort.none().isolated(false)));
  }

  void reflect(ReflectPort port) {
    namespaces.route(Netns.HOST).setBridgePort(link(port.name()), BridgePort.none().hairpin(true));
  }

  /**
   * Waits until packets can flow. That a cable works is told to the bridge by a work queue, a few
   * milliseconds later, and until then the first packets are lost; but who asks for a link has this
   * done at once (linkwatch_sync_dev in rtnl_getlink, Linux 6.9).
   */
  void settle(AddVeth veth) {
    var _ = peer(veth.peer());
    var _ = any(veth.name());
    var _ = any(veth.bridge());
  }

  /** The host's link of that name, whosever it is. */
  Optional<Link> any(String name) {
    Optional<Link> found = namespaces.route(Netns.HOST).link(link(name));
    found.ifPresent(this::noteMark);
    return found;
  }

  private void noteMark(Link found) {
    if (Ownership.isOurs(found)) {
      marks.put(found.index(), found.alias());
    }
  }

  /** These are all links of the host: others than these are gone. */
  void noteMarks(Collection<Link> all) {
    marks.keySet().retainAll(all.stream().map(Link::index).collect(Collectors.toSet()));
    all.forEach(this::noteMark);
  }

  /** The marks that links of the host had when they were last seen with one, by index. */
  Map<Integer, String> marks() {
    return Collections.unmodifiableMap(marks);
  }

  /** The link of that name if its mark says that it is ours. */
  Optional<Link> ours(String name, String mark) {
    return any(name).filter(found -> Ownership.isMarked(found, mark));
  }

  /**
   * Deletes links of the host. Many are put into a group first, which then costs as much as three;
   * a new group each time, so that none is left over from before. Those that are gone are no error.
   */
  void delete(List<Link> links) {
    RouteSocket host = namespaces.route(Netns.HOST);
    Departures departures = namespaces.departures();
    List<Integer> indexes = links.stream().map(Link::index).toList();
    if (links.size() == 1) {
      ignoringGone(() ->
          departures.delete(host, indexes, socket -> socket.deleteLink(link(indexes.getFirst()))));
    } else if (!links.isEmpty()) {
      int doomed = ThreadLocalRandom.current().nextInt(1 << 16, Integer.MAX_VALUE);
      List<NetlinkError> refused =
          host.attempt(batch ->
              links.forEach(
                  it -> batch.changeLink(link(it.index()), LinkSettings.none().group(doomed))));
      refused.stream()
          .filter(error -> !error.isNotFound())
          .findFirst()
          .ifPresent(error -> {
            throw error;
          });
      ignoringGone(() -> departures.delete(host, indexes, socket -> socket.deleteGroup(doomed)));
    }
  }

  private static void ignoringGone(Runnable deletion) {
    try {
      deletion.run();
    } catch (NetlinkError e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }
}
