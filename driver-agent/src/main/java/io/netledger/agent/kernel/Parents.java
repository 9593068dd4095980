package io.netledger.agent.kernel;

import static io.netledger.agent.netlink.route.LinkRef.link;

import io.netledger.address.Cidr;
import io.netledger.agent.netlink.route.Address;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.LinkKind;
import io.netledger.agent.netlink.route.LinkSettings;
import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Sharing.AddDummy;
import io.netledger.agent.plan.Sharing.AddShim;
import io.netledger.agent.plan.Sharing.AddVlan;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes and mends the links of the host that children sit on, and the host's own child. */
final class Parents {

  private static final LinkKind SHIM = new LinkKind.Macvlan(LinkKind.Macvlan.Mode.BRIDGE);

  private final Namespaces namespaces;
  private final Map<String, Integer> seen = new HashMap<>(); // the index of each; 0: none

  Parents(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** Whether it is not the one that it was when this was last asked; the first time it is. */
  boolean isAnother(String name) {
    int now = namespaces.route(Netns.HOST).link(link(name)).map(Link::index).orElse(0);
    Integer before = seen.put(name, now);
    return before != null && before != now;
  }

  /** One that somebody else has made is as good, and stays as it is. */
  void add(AddVlan vlan) {
    RouteSocket host = namespaces.route(Netns.HOST);
    if (host.link(link(vlan.name())).filter(it -> !isOurs(it, vlan)).isEmpty()) {
      Link lower = lower(vlan.vlan().lower());
      ensure(host, vlan.name(), vlan.mark(), new LinkKind.Vlan(vlan.vlan().id()), 0, lower.index());
    }
  }

  static boolean isOurs(Link found, AddVlan vlan) {
    return Ownership.isMarked(found, vlan.mark());
  }

  void add(AddDummy dummy) {
    RouteSocket host = namespaces.route(Netns.HOST);
    ensure(host, dummy.name(), dummy.mark(), new LinkKind.Dummy(), 0, 0);
  }

  void add(AddShim shim) {
    RouteSocket host = namespaces.route(Netns.HOST);
    Link parent = lower(shim.parent());
    Set<Cidr> wanted = addresses(shim, addressesOf(host, parent));
    refuseWithout(shim, wanted);
    Link made = ensure(host, shim.name(), shim.mark(), SHIM, shim.mtu(), parent.index());
    Set<Cidr> there = addressesOf(host, made);
    wanted.stream().filter(it -> !there.contains(it)).forEach(it -> host.addAddress(on(made, it)));
    there.stream()
        .filter(it -> isAlone(it) && !wanted.contains(it))
        .forEach(it -> host.deleteAddress(on(made, it)));
  }

  /** Those of the parent in the shim's subnets, each alone. */
  static Set<Cidr> addresses(AddShim shim, Collection<Cidr> ofParent) {
    return ofParent.stream()
        .map(Cidr::address)
        .filter(it -> shim.subnets().stream().anyMatch(subnet -> subnet.contains(it)))
        .map(it -> new Cidr(it, it.bits()))
        .collect(Collectors.toSet());
  }

  private static void refuseWithout(AddShim shim, Set<Cidr> addresses) {
    for (boolean v4 : List.of(true, false)) {
      List<Cidr> family = shim.subnets().stream().filter(it -> it.isV4() == v4).toList();
      if (!family.isEmpty() && addresses.stream().noneMatch(it -> it.isV4() == v4)) {
        throw new KernelRefusal(
            "parent %s has no address in %s by which sandboxes could reach the host"
                .formatted(shim.parent(), family.getFirst()));
      }
    }
  }

  private static boolean isAlone(Cidr address) {
    return address.length() == address.address().bits();
  }

  private static Set<Cidr> addressesOf(RouteSocket host, Link link) {
    return host.addresses().stream()
        .filter(address -> address.link() == link.index())
        .map(address -> Prefixes.cidr(address.prefix()))
        .collect(Collectors.toSet());
  }

  private static Address on(Link link, Cidr address) {
    return Address.of(link.index(), Prefixes.prefix(address));
  }

  /**
   * The link, up. One of ours that is another kind, or sits on another link, is made anew.
   *
   * @param mtu bytes; 0: the kernel's choice
   * @param lower index of the link below; 0: none
   */
  private static Link ensure(
      RouteSocket host, String name, String mark, LinkKind kind, int mtu, int lower) {
    Optional<Link> found = host.link(link(name));
    if (found.isPresent() && !Ownership.isMarked(found.get(), mark)) {
      throw Ownership.inTheWay(found.get());
    }
    LinkSettings settings = mtu == 0 ? LinkSettings.none() : LinkSettings.none().mtu(mtu);
    if (found.filter(it -> fits(it, kind, lower)).isPresent()) {
      host.changeLink(link(found.get().index()), settings.up());
    } else {
      found.ifPresent(other -> host.deleteLink(link(other.index())));
      LinkSettings born = LinkSettings.named(name).alias(mark).up();
      LinkSettings sized = mtu == 0 ? born : born.mtu(mtu);
      host.addLink(kind, lower == 0 ? sized : sized.lower(lower));
    }
    return host.link(link(name)).orElseThrow(() -> new KernelRefusal("link " + name + " is gone"));
  }

  static boolean fitsShim(Link found, int parent) {
    return fits(found, SHIM, parent);
  }

  static boolean fits(Link found, LinkKind kind, int lower) {
    return found.kind().equals(kind.kind())
        && found.peer() == lower
        && found.details().equals(LinkKind.details(kind));
  }

  /**
   * The host's link of that name, whosever it is.
   *
   * @throws KernelRefusal if there is none
   */
  Link lower(String name) {
    Link found =
        namespaces
            .route(Netns.HOST)
            .link(link(name))
            .orElseThrow(() -> new KernelRefusal("there is no link " + name + " on the host"));
    seen.put(name, found.index());
    return found;
  }
}
