package io.netledger.agent.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netledger.agent.netns.TestNetns;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A route monitor … */
@Timeout(20)
class RouteMonitorTest {

  @RegisterExtension final TestNetns netns = new TestNetns();

  private final Queue<RouteChange> heard = new ConcurrentLinkedQueue<>();
  private RouteMonitor monitor;
  private Thread listener;

  @BeforeEach
  void listen() {
    monitor = netns.namespace().inside(RouteMonitor::open);
    listener =
        Thread.ofPlatform()
            .start(() -> {
              List<RouteChange> changes = monitor.next();
              while (!changes.isEmpty()) {
                heard.addAll(changes);
                changes = monitor.next();
              }
            });
  }

  @AfterEach
  void stop() throws InterruptedException {
    monitor.close();
    listener.join();
  }

  @Test
  void hearsWhatOthersDo() {
    netns.see("ip", "link", "add", "br0", "type", "bridge");
    netns.see("ip", "link", "set", "br0", "up");
    netns.see("ip", "address", "add", "192.0.2.1/24", "dev", "br0");
    netns.see("ip", "route", "add", "198.51.100.0/24", "via", "192.0.2.9");
    netns.see("ip", "route", "del", "198.51.100.0/24");
    netns.see("ip", "address", "del", "192.0.2.1/24", "dev", "br0");
    netns.see("ip", "link", "del", "br0");
    await().until(() -> heard.stream().anyMatch(it -> it instanceof RouteChange.LinkGone));
    assertThat(heard)
        .anyMatch(it -> it instanceof RouteChange.LinkIs(var link, _) && link.name().equals("br0"))
        .anyMatch(
            it -> it instanceof RouteChange.AddressIs(var a, _) && is(a.prefix(), "192.0.2.1/24"))
        .anyMatch(
            it -> it instanceof RouteChange.AddressGone(var a, _) && is(a.prefix(), "192.0.2.1/24"))
        .anyMatch(it ->
            it instanceof RouteChange.RouteIs(var r, _) && is(r.destination(), "198.51.100.0/24"))
        .anyMatch(it ->
            it instanceof RouteChange.RouteGone(var r, _)
                && is(r.destination(), "198.51.100.0/24"));
  }

  @Test
  void tellsOurChangesFromOthers() {
    RouteSocket ours = netns.route();
    ours.addLink(new LinkKind.Bridge(), LinkSettings.named("br0").index(50).up());
    ours.addAddress(Address.of(50, Prefix.parse("192.0.2.1/24")));
    netns.see("ip", "address", "add", "192.0.2.2/24", "dev", "br0");
    await().until(() -> !by("192.0.2.2/24").isEmpty());
    assertThat(by("192.0.2.1/24")).containsOnly(ours.portId());
    assertThat(by("192.0.2.2/24")).doesNotContain(ours.portId());
  }

  @Test
  void doesNotTakeALinkForGoneThatLeavesItsBridge() {
    netns.see("ip", "link", "add", "br0", "type", "bridge");
    netns.see("ip", "link", "add", "name", "a", "type", "veth", "peer", "name", "b");
    netns.see("ip", "link", "set", "dev", "a", "master", "br0");
    netns.see("ip", "link", "set", "dev", "a", "nomaster");
    netns.see("ip", "link", "add", "last", "type", "bridge");
    await().until(() -> heard.stream().anyMatch(it -> is(it, "last")));
    assertThat(heard).noneMatch(it -> it instanceof RouteChange.LinkGone);
  }

  private static boolean is(Prefix prefix, String text) {
    return prefix.equals(Prefix.parse(text));
  }

  private static boolean is(RouteChange change, String name) {
    return change instanceof RouteChange.LinkIs(var link, _) && link.name().equals(name);
  }

  private List<Integer> by(String prefix) {
    return heard.stream()
        .filter(it -> it instanceof RouteChange.AddressIs(var a, _) && is(a.prefix(), prefix))
        .map(RouteChange::by)
        .toList();
  }
}
