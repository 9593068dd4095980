package io.netledger.agent.kernel;

import static io.netledger.agent.kernel.Comparison.firstOf;
import static io.netledger.agent.kernel.Comparison.foreign;
import static io.netledger.agent.kernel.Comparison.mtu;
import static io.netledger.agent.kernel.Comparison.named;
import static io.netledger.agent.kernel.Comparison.unless;

import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import io.netledger.agent.netlink.route.HardwareAddress;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Change.AddRoute;
import io.netledger.agent.plan.Change.ServeNames;
import io.netledger.agent.plan.Overlaying;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Sharing.AddChild;
import io.netledger.agent.plan.Sharing.AddDummy;
import io.netledger.agent.plan.Sharing.AddShim;
import io.netledger.agent.plan.Sharing.AddVlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of {@link Comparison} that is about what reaches beyond a sandbox or the host. */
final class SharingComparison {

  private final Comparison all;
  private final Observation seen;

  SharingComparison(Comparison all, Observation seen) {
    this.all = all;
    this.seen = seen;
  }

  Optional<String> vlan(AddVlan vlan) {
    return all.hostLink(
        "vlan",
        vlan.name(),
        link ->
            unless(
                !Parents.isOurs(link, vlan)
                    || seen.host()
                        .link(vlan.vlan().lower())
                        .filter(lower -> link.isUp() && link.peer() == lower.index())
                        .isPresent(),
                vlan.name() + " was down or on another link"));
  }

  Optional<String> names(ServeNames it) {
    return unless(
        !all.isGone(it.netns()) && !seen.nameless().contains(it.netns().id()),
        "names were not served in sandbox " + it.netns());
  }

  Optional<String> services(BalanceServices it) {
    return unless(
        !all.isGone(it.netns()) && !seen.services().missing().contains(it),
        "services were not reached as they should be in sandbox " + it.netns());
  }

  Optional<String> overlaying(Overlaying change) {
    return switch (change) {
      case AddVxlan it -> vxlan(it);
      case AddPeer it -> peer(it);
    };
  }

  private Optional<String> vxlan(AddVxlan vxlan) {
    return all.hostLink(
        "vxlan",
        vxlan.name(),
        link ->
            firstOf(
                List.of(
                    marked(link, vxlan.mark()),
                    unless(
                        Overlays.fits(link, vxlan),
                        vxlan.name() + " did not lead to other hosts as it should"),
                    unless(
                        seen.host()
                            .link(vxlan.bridge())
                            .filter(bridge -> bridge.index() == link.master())
                            .isPresent(),
                        "%s was not on %s".formatted(vxlan.name(), vxlan.bridge())),
                    unless(!link.learning(), vxlan.name() + " was learning"),
                    mtu(link, vxlan.mtu()))));
  }

  private Optional<String> peer(AddPeer peer) {
    return seen.host()
        .link(peer.link())
        .flatMap(link ->
            Overlays.of(peer, link.index()).stream()
                .filter(it -> !seen.host().neighbours().contains(it))
                .findFirst()
                .map(it -> "%s of %s was gone".formatted(it, peer.link())))
        .or(() ->
            unless(
                seen.host().link(peer.link()).isPresent(), "vxlan " + peer.link() + " was gone"));
  }

  Optional<String> dummy(AddDummy dummy) {
    return all.hostLink(
        "dummy",
        dummy.name(),
        link ->
            firstOf(
                List.of(
                    marked(link, dummy.mark()), unless(link.isUp(), dummy.name() + " was down"))));
  }

  Optional<String> child(AddChild child) {
    String name = named(child.netns(), child.name());
    return all.link(
        child.netns(),
        child.name(),
        link ->
            firstOf(
                List.of(
                    unless(Children.isOurs(link, child.mark()), foreign(link)),
                    unless(Ownership.isMarked(link, child.mark()), name + " was not marked"),
                    unless(
                        seen.host()
                            .link(child.parent())
                            .filter(parent -> Children.fits(link, child, parent))
                            .isPresent(),
                        name + " was not on " + child.parent() + " as it should be"),
                    child.mac().flatMap(mac -> mac(link, mac, name)),
                    child.mtu() == 0 ? Optional.empty() : mtu(link, child.mtu()))));
  }

  Optional<String> shim(AddShim shim) {
    return all.hostLink(
        "macvlan",
        shim.name(),
        link -> {
          Optional<Link> parent = seen.host().link(shim.parent());
          Set<Cidr> wanted =
              parent
                  .map(it -> Parents.addresses(shim, seen.host().addressesOf(it)))
                  .orElse(Set.of());
          return firstOf(
              List.of(
                  marked(link, shim.mark()),
                  unless(
                      parent.filter(it -> Parents.fitsShim(link, it.index())).isPresent(),
                      shim.name() + " was not on " + shim.parent()),
                  unless(link.isUp(), shim.name() + " was down"),
                  unless(
                      seen.host().addressesOf(link).containsAll(wanted),
                      "addresses of " + shim.name() + " were gone"),
                  shim.mtu() == 0 ? Optional.empty() : mtu(link, shim.mtu())));
        });
  }

  private static Optional<String> marked(Link link, String mark) {
    return unless(Ownership.isMarked(link, mark), foreign(link));
  }

  private static Optional<String> mac(Link link, Mac mac, String name) {
    return unless(
        link.mac().equals(Optional.of(HardwareAddress.of(mac.octets()))),
        name + " had another address");
  }

  Optional<String> route(AddRoute it) {
    var destination = Prefixes.prefix(it.destination());
    return all.link(
        it.netns(),
        it.link(),
        link ->
            all.view(it.netns())
                .flatMap(view ->
                    unless(
                        view.routes().stream()
                            .anyMatch(route ->
                                route.gateway().isEmpty()
                                    && route.device() == link.index()
                                    && route.destination().equals(destination)),
                        "route to %s by %s was gone"
                            .formatted(it.destination(), named(it.netns(), it.link())))));
  }
}
