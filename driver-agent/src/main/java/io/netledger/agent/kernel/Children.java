package io.netledger.agent.kernel;

import static io.netledger.agent.netlink.route.LinkRef.link;

import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.route.HardwareAddress;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.LinkIndex;
import io.netledger.agent.netlink.route.LinkKind;
import io.netledger.agent.netlink.route.LinkSettings;
import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.plan.ChildKind;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Sharing.AddChild;
import java.util.List;
import java.util.Optional;

/**
 * Makes, mends and deletes interfaces of sandboxes that share a link of the host.
 *
 * <p>Such an interface has no end on the host that could say whose it is, so it says so itself. It
 * gets its alias by a second message, from inside; its group, given at birth, says meanwhile that
 * it is ours.
 */
final class Children {

  private static final int GROUP = 0x6e6c6564; // "nled"

  private final Namespaces namespaces;
  private final Parents parents;

  Children(Namespaces namespaces, Parents parents) {
    this.namespaces = namespaces;
    this.parents = parents;
  }

  void add(AddChild child) {
    Link parent = parents.lower(child.parent());
    RouteSocket there = namespaces.route(child.netns());
    Optional<Link> found = there.link(link(child.name()));
    if (found.isPresent() && !isOurs(found.get(), child.mark())) {
      throw Ownership.inTheWay(found.get());
    }
    if (found.filter(it -> fits(it, child, parent)).isPresent()) {
      there.changeLink(
          link(found.get().index()), wanted(LinkSettings.none(), child).alias(child.mark()));
    } else {
      found.ifPresent(other -> there.deleteLink(link(other.index())));
      create(child, parent, there);
    }
  }

  /** With an index, so that the kernel does not look for the name among the host's links. */
  private void create(AddChild child, Link parent, RouteSocket there) {
    int index = LinkIndex.fresh();
    LinkSettings settings =
        LinkSettings.named(child.name())
            .index(index)
            .namespace(namespaces.of(child.netns()).fd())
            .lower(parent.index())
            .group(GROUP);
    namespaces.route(Netns.HOST).addLink(kind(child.kind()), wanted(settings, child));
    there.setAlias(link(index), child.mark());
  }

  private static LinkSettings wanted(LinkSettings settings, AddChild child) {
    LinkSettings sized = child.mtu() == 0 ? settings : settings.mtu(child.mtu());
    return child.mac().map(mac -> sized.mac(HardwareAddress.of(mac.octets()))).orElse(sized);
  }

  /** Whether it is of the kind that is wanted and sits on the parent. */
  static boolean fits(Link found, AddChild child, Link parent) {
    return Parents.fits(found, kind(child.kind()), parent.index());
  }

  /** Marked as that, or born and not marked yet. */
  static boolean isOurs(Link found, String mark) {
    return Ownership.isMarked(found, mark) || isUnmarked(found);
  }

  /** Of an agent that was killed between birth and mark. */
  static boolean isUnmarked(Link found) {
    return found.alias().isEmpty() && isBorn(found);
  }

  private static LinkKind kind(ChildKind kind) {
    return switch (kind) {
      case ChildKind.Macvlan(var mode) ->
          new LinkKind.Macvlan(
              switch (mode) {
                case BRIDGE -> LinkKind.Macvlan.Mode.BRIDGE;
                case PRIVATE -> LinkKind.Macvlan.Mode.PRIVATE;
                case VEPA -> LinkKind.Macvlan.Mode.VEPA;
                case PASSTHRU -> LinkKind.Macvlan.Mode.PASSTHRU;
              });
      case ChildKind.Ipvlan(var mode, var flag) ->
          new LinkKind.Ipvlan(
              switch (mode) {
                case L2 -> LinkKind.Ipvlan.Mode.L2;
                case L3 -> LinkKind.Ipvlan.Mode.L3;
                case L3S -> LinkKind.Ipvlan.Mode.L3S;
              },
              switch (flag) {
                case BRIDGE -> LinkKind.Ipvlan.Flag.BRIDGE;
                case PRIVATE -> LinkKind.Ipvlan.Flag.PRIVATE;
                case VEPA -> LinkKind.Ipvlan.Flag.VEPA;
              });
    };
  }

  /** The sandbox's interface, if it is there and ours. */
  Optional<Link> ours(AddChild child) {
    return namespaces.exists(child.netns())
        ? namespaces
            .route(child.netns())
            .link(link(child.name()))
            .filter(found -> isOurs(found, child.mark()))
        : Optional.empty();
  }

  /** All of ours in a sandbox, whatever plan they are of. */
  List<Link> allIn(Netns.Sandbox netns) {
    return namespaces.route(netns).links().stream().filter(Children::isAnyOfOurs).toList();
  }

  /**
   * A child that we have made, of whichever sandbox. Only that: a namespace may be shared, also
   * with the host, and have other links of ours.
   */
  static boolean isAnyOfOurs(Link found) {
    return isBorn(found) && (Ownership.isOurs(found) || found.alias().isEmpty());
  }

  private static boolean isBorn(Link found) {
    return found.group() == GROUP && found.details().isPresent();
  }

  /** About 20 ms: the kernel waits for all readers. One that is gone is no error. */
  void delete(Netns netns, Link child) {
    try {
      namespaces.route(netns).deleteLink(link(child.index()));
    } catch (NetlinkError e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }
}
