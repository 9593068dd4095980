package io.netledger.agent.netlink.route;

import static io.netledger.agent.netlink.route.LinkRef.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netns.TestNetns;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** rtnetlink as we speak it is understood by the kernel, as iproute2 sees it: … */
class RouteSocketTest {

  private static final HardwareAddress MAC = HardwareAddress.parse("02:42:c0:00:02:07");

  @RegisterExtension final TestNetns host = new TestNetns();
  @RegisterExtension final TestNetns sandbox = new TestNetns();

  private RouteSocket route;

  @BeforeEach
  void open() {
    route = host.route();
  }

  @Test
  void aBridgeWithItsSettings() {
    var bridge = new LinkKind.Bridge(OptionalInt.of(60), Optional.of(false), Optional.of(false));
    route.addLink(
        bridge, LinkSettings.named("br0").mac(MAC).mtu(1400).alias("ours: 1").group(77).up());
    assertThat(host.see("ip", "-d", "link", "show", "br0"))
        .contains("bridge", "UP", "mtu 1400", "02:42:c0:00:02:07", "alias ours: 1", "group 77")
        .contains("ageing_time 6000", "stp_state 0", "mcast_snooping 0");
  }

  @Test
  void aVethBornInTheSandboxWithOneSendEach() {
    connect();
    assertThat(sandbox.see("ip", "-d", "address", "show", "eth0"))
        .contains(
            "02:42:c0:00:02:07", "192.0.2.7/24", "2001:db8::7/64", "UP", "mtu 1400", "7: eth0");
    assertThat(sandbox.see("ip", "route")).contains("default via 192.0.2.1 dev eth0");
    assertThat(sandbox.see("ip", "-6", "route")).contains("default via 2001:db8::1 dev eth0");
    assertThat(host.see("ip", "-d", "link", "show", "veth7"))
        .contains("master br0", "UP", "alias ep-7");
    assertThat(sandbox.see("ping", "-c1", "-W5", "192.0.2.1")).contains("1 received");
    assertThat(sandbox.see("ping", "-c1", "-W5", "2001:db8::1")).contains("1 received");
  }

  private void connect() {
    route.addLink(new LinkKind.Bridge(), LinkSettings.named("br0").index(50).up());
    route.batch(it -> {
      it.addAddress(Address.of(50, Prefix.parse("192.0.2.1/24")));
      it.addAddress(Address.of(50, Prefix.parse("2001:db8::1/64")));
    });
    var peer =
        LinkSettings.named("eth0").index(7).mac(MAC).mtu(1400).namespace(sandbox.namespace().fd());
    route.addLink(
        new LinkKind.Veth(peer),
        LinkSettings.named("veth7").index(60).master(50).mtu(1400).alias("ep-7").group(5).up());
    sandbox
        .route()
        .batch(it -> {
          it.addAddress(Address.of(7, Prefix.parse("192.0.2.7/24")));
          it.addAddress(Address.of(7, Prefix.parse("2001:db8::7/64")));
          it.setUp(link("eth0"));
          it.addRoute(Route.byDefault(ip("192.0.2.1")));
          it.addRoute(Route.byDefault(ip("2001:db8::1")));
        });
  }

  @Test
  void linksAsTheyAre() {
    connect();
    Link port = route.link(link("veth7")).orElseThrow();
    assertThat(port.name()).isEqualTo("veth7");
    assertThat(port.kind()).isEqualTo("veth");
    assertThat(port.alias()).isEqualTo("ep-7");
    assertThat(port.master()).isEqualTo(50);
    assertThat(port.group()).isEqualTo(5);
    assertThat(port.mtu()).isEqualTo(1400);
    assertThat(port.isUp()).isTrue();
    assertThat(port.peer()).isEqualTo(7);
    assertThat(port.peerNamespace()).isPresent();
    Link inside = sandbox.route().link(link(7)).orElseThrow();
    assertThat(inside.mac()).hasValue(MAC);
    assertThat(inside.peer()).isEqualTo(port.index());
    assertThat(route.links())
        .extracting(Link::name)
        .containsExactlyInAnyOrder("lo", "br0", "veth7");
    assertThat(route.link(link("none"))).isEmpty();
    assertThat(route.link(link(4242))).isEmpty();
  }

  @Test
  void everySingleChangeOfALink() {
    route.addLink(new LinkKind.Bridge(), LinkSettings.named("br0"));
    route.addLink(new LinkKind.Veth(LinkSettings.named("b")), LinkSettings.named("a"));
    int bridge = route.link(link("br0")).orElseThrow().index();
    int a = route.link(link("a")).orElseThrow().index();
    route.setMaster(link("a"), bridge);
    route.setAlias(link(a), "an alias");
    route.setMtu(link("a"), 1300);
    route.setMac(link(a), MAC);
    route.setUp(link("a"));
    route.setBridgePort(link("a"), BridgePort.none().isolated(true).hairpin(true).learning(false));
    assertThat(host.see("ip", "-d", "link", "show", "a"))
        .contains("master br0", "alias an alias", "mtu 1300", "02:42:c0:00:02:07", "UP")
        .contains("isolated on", "hairpin on", "learning off", "flood on");
    route.setDown(link("a"));
    route.setMaster(link("a"), 0);
    route.rename(a, "renamed");
    route.setAlias(link("renamed"), "");
    assertThat(host.see("ip", "-d", "link", "show", "renamed"))
        .contains("state DOWN")
        .doesNotContain("master", "alias an");
    route.deleteLink(link("renamed"));
    assertThat(host.see("ip", "-o", "link")).doesNotContain("renamed", "b@");
  }

  @Test
  void macvlanAndVxlan() {
    route.addLink(
        new LinkKind.Veth(LinkSettings.named("b")), LinkSettings.named("a").index(30).up());
    route.addLink(
        new LinkKind.Macvlan(LinkKind.Macvlan.Mode.BRIDGE),
        LinkSettings.named("eth0").lower(30).mac(MAC).namespace(sandbox.namespace().fd()));
    assertThat(sandbox.see("ip", "-d", "link", "show", "eth0")).contains("macvlan mode bridge");
    route.addLink(
        new LinkKind.Vxlan(4242, ip("192.0.2.1"), 4789), LinkSettings.named("vx0").mtu(1450));
    assertThat(host.see("ip", "-d", "link", "show", "vx0"))
        .contains("vxlan id 4242", "local 192.0.2.1", "dstport 4789", "nolearning", "proxy")
        .contains("mtu 1450");
  }

  @Test
  void allLinksOfAGroupAtOnce() {
    for (int i = 0; i < 20; i++) {
      route.addLink(
          new LinkKind.Veth(LinkSettings.named("p" + i)), LinkSettings.named("h" + i).group(99));
    }
    route.addLink(new LinkKind.Bridge(), LinkSettings.named("stays"));
    route.deleteGroup(99);
    assertThat(host.see("ip", "-o", "link")).hasLineCount(2).contains("stays");
    NetlinkError error = catchThrowableOfType(NetlinkError.class, () -> route.deleteGroup(99));
    assertThat(error.isNotFound()).isTrue();
  }

  @Test
  void addressesAddedListedAndDeleted() {
    route.addLink(new LinkKind.Bridge(), LinkSettings.named("br0").index(50).up());
    var four = new Address(50, Prefix.parse("192.0.2.1/24"), Optional.of(ip("192.0.2.255")), false);
    var six = Address.of(50, Prefix.parse("2001:db8::1/64"));
    route.addAddress(four);
    route.addAddress(six);
    assertThat(host.see("ip", "address", "show", "br0"))
        .contains("192.0.2.1/24 brd 192.0.2.255", "2001:db8::1/64 scope global nodad");
    assertThat(route.addresses()).contains(four, six);
    NetlinkError again = catchThrowableOfType(NetlinkError.class, () -> route.addAddress(four));
    assertThat(again.isExist()).isTrue();
    route.deleteAddress(four);
    route.deleteAddress(six);
    assertThat(host.see("ip", "address", "show", "br0")).doesNotContain("192.0.2.1", "2001:db8");
    NetlinkError gone = catchThrowableOfType(NetlinkError.class, () -> route.deleteAddress(four));
    assertThat(gone.isNotFound()).isTrue();
  }

  @Test
  void routesAddedReplacedListedAndDeleted() {
    route.addLink(new LinkKind.Bridge(), LinkSettings.named("br0").index(50).up());
    route.addAddress(Address.of(50, Prefix.parse("192.0.2.1/24")));
    Route prefix =
        Route.to(Prefix.parse("198.51.100.0/24")).via(ip("192.0.2.9")).device(50).metric(7);
    Route direct = Route.to(Prefix.parse("203.0.113.0/24")).device(50).source(ip("192.0.2.1"));
    Route onLink = Route.byDefault(ip("203.0.113.200")).device(50).asOnLink();
    Route six = Route.to(Prefix.parse("2001:db8:1::/48")).device(50).metric(1024);
    List.of(prefix, direct, onLink, six).forEach(route::addRoute);
    assertThat(host.see("ip", "route"))
        .contains("198.51.100.0/24 via 192.0.2.9 dev br0 proto static metric 7")
        .contains("203.0.113.0/24 dev br0 proto static scope link src 192.0.2.1")
        .contains("default via 203.0.113.200 dev br0 proto static onlink");
    assertThat(host.see("ip", "-6", "route")).contains("2001:db8:1::/48 dev br0");
    assertThat(route.routes()).contains(prefix, direct, onLink, six);
    route.replaceRoute(prefix.via(ip("192.0.2.10")));
    assertThat(host.see("ip", "route")).contains("via 192.0.2.10").doesNotContain("192.0.2.9 ");
    List.of(prefix.via(ip("192.0.2.10")), direct, onLink, six).forEach(route::deleteRoute);
    assertThat(host.see("ip", "route")).doesNotContain("198.51", "203.0", "default");
    NetlinkError gone = catchThrowableOfType(NetlinkError.class, () -> route.deleteRoute(six));
    assertThat(gone.isNotFound()).isTrue();
  }

  @Test
  void refusalsWithTheKernelsWords() {
    route.addLink(new LinkKind.Bridge(), LinkSettings.named("br0"));
    NetlinkError twice =
        catchThrowableOfType(
            NetlinkError.class,
            () -> route.addLink(new LinkKind.Bridge(), LinkSettings.named("br0")));
    assertThat(twice.isExist()).isTrue();
    assertThat(twice).hasMessageContaining("add bridge br0: File exists");
    NetlinkError mtu =
        catchThrowableOfType(NetlinkError.class, () -> route.setMtu(link("br0"), 70_000));
    assertThat(mtu.kernelText()).contains("mtu greater than device maximum");
    List<NetlinkError> errors =
        route.attempt(it -> {
          it.setUp(link("absent"));
          it.setUp(link("br0"));
          it.deleteLink(link("absent"));
        });
    assertThat(errors).extracting(NetlinkError::errno).containsExactly(Libc.ENODEV, Libc.ENODEV);
    assertThat(host.see("ip", "link", "show", "br0")).contains("UP");
  }

  @Test
  void neverMarksALinkOfSomebodyElse() {
    host.see("ip", "link", "add", "br0", "type", "bridge");
    host.see("ip", "link", "set", "br0", "alias", "theirs");
    NetlinkError error =
        catchThrowableOfType(
            NetlinkError.class,
            () -> route.addLink(new LinkKind.Bridge(), LinkSettings.named("br0").alias("ours")));
    assertThat(error.isExist()).isTrue();
    assertThat(host.see("ip", "link", "show", "br0")).contains("alias theirs");
  }

  @Test
  void thousandsOfAddressesInOneBatch() {
    route.addLink(new LinkKind.Bridge(), LinkSettings.named("br0").index(50));
    route.batch(it -> {
      for (int i = 0; i < 3000; i++) {
        it.addAddress(
            Address.of(50, Prefix.parse("198.18." + i / 250 + "." + (i % 250 + 1) + "/32")));
      }
    });
    assertThat(route.addresses().stream().filter(it -> it.link() == 50)).hasSize(3000);
    assertThat(host.see("ip", "-o", "address", "show", "br0")).hasLineCount(3000);
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
