package io.netledger.agent.kernel;

import io.netledger.agent.netlink.route.HardwareAddress;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.Route;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddAddress;
import io.netledger.agent.plan.Change.AddBridge;
import io.netledger.agent.plan.Change.AddDefaultRoute;
import io.netledger.agent.plan.Change.AddFirewall;
import io.netledger.agent.plan.Change.AddRoute;
import io.netledger.agent.plan.Change.AddSandbox;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.IsolatePort;
import io.netledger.agent.plan.Change.ReflectPort;
import io.netledger.agent.plan.Change.ServeNames;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Change.SetUp;
import io.netledger.agent.plan.Change.ShareSandbox;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Overlaying;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing.AddChild;
import io.netledger.agent.plan.Sharing.AddDummy;
import io.netledger.agent.plan.Sharing.AddShim;
import io.netledger.agent.plan.Sharing.AddVlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds what of a plan does not stand in the kernel. What was not looked at passes. */
final class Comparison {

  private final Observation seen;
  private final SharingComparison sharing;

  Comparison(Observation seen) {
    this.seen = seen;
    this.sharing = new SharingComparison(this, seen);
  }

  List<Difference> differences(Plan plan) {
    List<Difference> differences = new ArrayList<>();
    Set<String> anew = new HashSet<>();
    for (Change change : plan.changes()) {
      found(change)
          .or(() -> unless(!isOn(anew, change), "it goes with its link"))
          .ifPresent(found -> {
            differences.add(new Difference(change, found));
            if (change instanceof AddVxlan it) {
              anew.add(it.name());
            }
          });
    }
    return differences;
  }

  /** A link that is made anew has nothing of what it had. */
  private static boolean isOn(Set<String> links, Change change) {
    return Stacks.linkOf(change).filter(links::contains).isPresent()
        || (change instanceof SetSysctl it
            && links.stream().anyMatch(link -> it.key().contains("/" + link + "/")));
  }

  /** What is there instead of the change; empty if it stands. */
  private Optional<String> found(Change change) {
    return switch (change) {
      case AddSandbox it ->
          unless(
              seen.sandboxes().contains(it.netns().id()),
              "the mount of sandbox %s's namespace was gone".formatted(it.netns()));
      case ShareSandbox it ->
          unless(
              seen.shared().contains(it),
              "sandbox %s was not in the namespace of sandbox %s"
                  .formatted(it.netns(), it.donor()));
      case ServeNames it -> sharing.names(it);
      case BalanceServices it -> sharing.services(it);
      case AddBridge it -> bridge(it);
      case AddVeth it -> cable(it);
      case IsolatePort it -> port(it.name(), Link::isolated, " was not isolated");
      case ReflectPort it -> port(it.name(), Link::hairpin, " did not reflect");
      case Overlaying it -> sharing.overlaying(it);
      case AddVlan it -> sharing.vlan(it);
      case AddDummy it -> sharing.dummy(it);
      case AddChild it -> sharing.child(it);
      case AddShim it -> sharing.shim(it);
      case AddRoute it -> sharing.route(it);
      case AddAddress it -> address(it);
      case SetUp it ->
          link(
              it.netns(),
              it.link(),
              link -> unless(link.isUp(), named(it.netns(), it.link()) + " was down"));
      case AddDefaultRoute it -> route(it);
      case SetSysctl it -> sysctl(it);
      case AddFirewall _ -> firewall();
      case FirewallEntry it ->
          unless(
              seen.firewall().entries().contains(it),
              it.element() + " was not in the firewall's set " + it.set());
    };
  }

  private Optional<String> port(String name, Predicate<Link> stands, String otherwise) {
    return link(Netns.HOST, name, link -> unless(stands.test(link), name + otherwise));
  }

  private Optional<String> bridge(AddBridge bridge) {
    return hostLink(
        "bridge",
        bridge.name(),
        link -> {
          if (!isOurs(link, bridge.mark()) || !link.kind().equals("bridge")) {
            return Optional.of(foreign(link));
          }
          HardwareAddress mac = HardwareAddress.of(bridge.mac().octets());
          return firstOf(
              List.of(
                  alias(link, bridge.mark()),
                  mtu(link, bridge.mtu()),
                  unless(
                      link.mac().equals(Optional.of(mac)),
                      bridge.name() + " had another address")));
        });
  }

  private Optional<String> cable(AddVeth veth) {
    return hostLink(
        "port",
        veth.name(),
        link -> {
          if (!isOurs(link, veth.mark()) || !link.kind().equals("veth")) {
            return Optional.of(foreign(link));
          }
          boolean plugged =
              seen.host()
                  .link(veth.bridge())
                  .filter(bridge -> bridge.index() == link.master())
                  .isPresent();
          return firstOf(
              List.of(
                  unless(plugged, "%s was not on %s".formatted(veth.name(), veth.bridge())),
                  unless(link.isUp(), veth.name() + " was down"),
                  alias(link, veth.mark()),
                  mtu(link, veth.mtu()),
                  sandboxEnd(veth, link)));
        });
  }

  private Optional<String> sandboxEnd(AddVeth veth, Link hostEnd) {
    Netns.Sandbox netns = veth.peer().netns();
    return link(
        netns,
        veth.peer().name(),
        end -> {
          HardwareAddress mac = HardwareAddress.of(veth.peer().mac().octets());
          String name = named(netns, end.name());
          return firstOf(
              List.of(
                  unless(Links.isPeer(hostEnd, end), name + " was another interface"),
                  unless(end.mac().equals(Optional.of(mac)), name + " had another address"),
                  mtu(end, veth.mtu())));
        });
  }

  private Optional<String> address(AddAddress it) {
    String prefix = it.address().toString();
    return link(
        it.netns(),
        it.link(),
        link ->
            view(it.netns())
                .flatMap(view ->
                    unless(
                        view.hasAddress(link, prefix),
                        "address "
                            + prefix
                            + " of "
                            + named(it.netns(), it.link())
                            + " was gone")));
  }

  private Optional<String> route(AddDefaultRoute it) {
    var gateway = Optional.of(Prefixes.inet(it.gateway()));
    return link(
        it.netns(),
        it.link(),
        link ->
            view(it.netns())
                .flatMap(view ->
                    unless(
                        view.routes().stream()
                            .filter(Route::isDefault)
                            .anyMatch(route ->
                                route.gateway().equals(gateway) && route.device() == link.index()),
                        "default route via " + it.gateway() + " of " + it.netns() + " was gone")));
  }

  /** A kernel without IPv6 has no such switch, and nothing to switch off. */
  private Optional<String> sysctl(SetSysctl it) {
    if (isGone(it.netns())) {
      return Optional.of(it.key() + " was gone with its sandbox");
    }
    return view(it.netns())
        .flatMap(view -> {
          String value = view.sysctls().get(it.key());
          return value == null
              ? unless(isThere(view, it.key()), it.key() + " was gone with its link")
              : unless(value.equals(it.value()), it.key() + " was " + value);
        });
  }

  /** Whether what {@code net/ipv6/conf/LINK/…} speaks of is there. */
  private static boolean isThere(NamespaceView view, String key) {
    String[] words = key.split("/", -1);
    return words.length < 5 || words[3].equals("all") || view.link(words[3]).isPresent();
  }

  private Optional<String> firewall() {
    if (!seen.firewall().present()) {
      return Optional.of("table " + FirewallTable.TABLE + " was gone");
    }
    return unless(
        seen.firewall().intact(), "table " + FirewallTable.TABLE + " was not as it should be");
  }

  Optional<String> hostLink(String kind, String name, Function<Link, Optional<String>> question) {
    return seen.host()
        .link(name)
        .map(question)
        .orElseGet(() -> Optional.of(kind + " " + name + " was gone"));
  }

  /** Asks about a link that is there; says so if it is not, and nothing if nobody looked. */
  Optional<String> link(Netns netns, String name, Function<Link, Optional<String>> question) {
    String gone = named(netns, name) + " was gone";
    if (isGone(netns)) {
      return Optional.of(gone);
    }
    return view(netns)
        .flatMap(view -> view.link(name).map(question).orElseGet(() -> Optional.of(gone)));
  }

  boolean isGone(Netns netns) {
    return netns instanceof Netns.Sandbox(var id) && !seen.sandboxes().contains(id);
  }

  Optional<NamespaceView> view(Netns netns) {
    return switch (netns) {
      case Netns.Host _ -> Optional.of(seen.host());
      case Netns.Sandbox(var id) -> seen.sandbox(id);
    };
  }

  static String named(Netns netns, String link) {
    return switch (netns) {
      case Netns.Host _ -> link;
      case Netns.Sandbox(var id) -> link + " in sandbox " + id;
    };
  }

  private boolean isOurs(Link link, String mark) {
    return Ownership.wasMarked(link, mark, seen.marks());
  }

  private static Optional<String> alias(Link link, String mark) {
    return unless(
        Ownership.isMarked(link, mark),
        link.name() + (link.alias().isEmpty() ? " had no alias" : " had alias " + link.alias()));
  }

  static Optional<String> mtu(Link link, int mtu) {
    return unless(link.mtu() == mtu, link.name() + " had mtu " + link.mtu());
  }

  static String foreign(Link link) {
    return String.valueOf(Ownership.inTheWay(link).getMessage());
  }

  static Optional<String> unless(boolean stands, String otherwise) {
    return stands ? Optional.empty() : Optional.of(otherwise);
  }

  static Optional<String> firstOf(List<Optional<String>> findings) {
    return findings.stream().flatMap(Optional::stream).findFirst();
  }
}
