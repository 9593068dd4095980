package io.netledger.network.plan;

import static io.netledger.network.Things.connect;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.leave;
import static io.netledger.network.Things.pool;
import static io.netledger.network.Things.sandbox;
import static io.netledger.network.Things.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Work;
import io.netledger.network.MemoryLog;
import io.netledger.network.host.Boot;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.HostRules;
import io.netledger.network.rules.NetworkRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The peers in a host's plan … */
class PeersTest {

  private static final String NET = id("a1");
  private static final String RED = id("c1");
  private static final String BLUE = id("c2");
  private static final List<String> HOSTS = List.of("h1", "h2", "h3");

  private final MemoryLog log = new MemoryLog();
  private final HostPlans plans = new HostPlans();

  @BeforeEach
  void threeHostsAndAnOverlay() {
    for (String host : HOSTS) {
      happens(boot(host, "boot-1", underlay(host)));
    }
    happens(overlay(NET, "over", "10.9.0.0/16"));
    happens(sandbox(id("b1"), "red", "h1"));
    happens(sandbox(id("b2"), "blue", "h2"));
  }

  @Test
  void areTheEndpointsOfOtherHostsOnItsOverlays() {
    happens(connect(RED, "over", "red", "10.9.0.2/16"));
    assertThat(plans.plan("h1").peers()).isEmpty();
    long before = log.head();
    happens(connect(BLUE, "over", "blue", "10.9.0.3/16"));

    assertThat(plans.plan("h1").peers())
        .extracting(PlannedPeer::id, PlannedPeer::sandboxName, PlannedPeer::underlay)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(BLUE, "blue", underlay("h2")));
    assertThat(changes("h1", before).peers()).extracting(PlannedPeer::id).containsExactly(BLUE);
    assertThat(plans.plan("h2").peers()).extracting(PlannedPeer::id).containsExactly(RED);
    assertThat(plans.plan("h3").peers()).isEmpty();
    assertThat(changes("h3", before).isEmpty()).isTrue();
    assertThat(plans.revisionOf("h1")).isEqualTo(log.head());
  }

  @Test
  void goWithTheirEndpointAndWithTheHostsLastOne() {
    happens(connect(RED, "over", "red", "10.9.0.2/16"));
    happens(connect(BLUE, "over", "blue", "10.9.0.3/16"));
    long both = log.head();
    happens(leave(BLUE));
    assertThat(changes("h1", both).removedPeers()).containsExactly(BLUE);
    assertThat(plans.plan("h1").peers()).isEmpty();

    assertThat(plans.plan("h2").peers()).isEmpty();
    assertThat(changes("h2", both).removedNetworks()).containsExactly(NET);
    assertThat(changes("h2", both).removedPeers()).isEmpty();
  }

  /** Who went off an overlay and came back has missed who left in between. */
  @Test
  void areAllSaidAnewWhenTheOverlayComesBack() {
    happens(connect(RED, "over", "red", "10.9.0.2/16"));
    happens(connect(BLUE, "over", "blue", "10.9.0.3/16"));
    long both = log.head();
    release(BLUE);
    release(RED);
    happens(connect(id("c3"), "over", "blue", "10.9.0.4/16"));

    assertThat(changes("h2", both).removedNetworks()).containsExactly(NET);
    assertThat(changes("h2", both).networks()).extracting(PlannedNetwork::id).containsExactly(NET);
    assertThat(changes("h2", both).peers()).isEmpty();
  }

  @Test
  void areReachedByTheNewAddressOfTheirHost() {
    happens(connect(RED, "over", "red", "10.9.0.2/16"));
    happens(connect(BLUE, "over", "blue", "10.9.0.3/16"));
    long before = log.head();
    Optional<IpAddress> other = Optional.of(IpAddress.parse("198.18.0.77"));
    happens(boot("h2", "boot-2", other));
    assertThat(changes("h1", before).peers())
        .extracting(PlannedPeer::underlay, PlannedPeer::revision)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(other, log.head()));

    long booted = log.head();
    happens(boot("h2", "boot-2", Optional.empty()));
    assertThat(changes("h1", booted).removedPeers()).containsExactly(BLUE);
    assertThat(plans.plan("h1").peers()).isEmpty();
    happens(boot("h2", "boot-2", underlay("h2")));
    assertThat(plans.plan("h1").peers()).extracting(PlannedPeer::id).containsExactly(BLUE);
  }

  @Test
  void wakeThoseWhoHearOfThem() {
    happens(connect(RED, "over", "red", "10.9.0.2/16"));
    List<String> woken = new ArrayList<>();
    HOSTS.forEach(host -> plans.watch(host, () -> woken.add(host)));
    happens(connect(BLUE, "over", "blue"));
    assertThat(woken).isEmpty();
    happens(work ->
        EndpointRules.addressed(
            work, BLUE, List.of(io.netledger.address.Cidr.parse("10.9.0.3/16"))));
    assertThat(woken).containsExactlyInAnyOrder("h1", "h2");
  }

  @Test
  void areSaidAnewToWhoStandsBeforeWhatIsForgotten() {
    HostPlans forgetful = new HostPlans(2, _ -> {});
    happens(connect(RED, "over", "red", "10.9.0.2/16"));
    long before = log.head();
    for (int i = 0; i < 4; i++) {
      String endpoint = id("d" + i);
      happens(connect(endpoint, "over", "blue", "10.9.0.3/16"));
      release(endpoint);
    }
    forgetful.apply(log.events());
    PlanChanges changes = forgetful.changesSince("h1", before).orElseThrow();
    assertThat(changes.removedNetworks()).containsExactly(NET);
    assertThat(changes.networks()).extracting(PlannedNetwork::id).containsExactly(NET);
  }

  /**
   * Addresses move between hosts, the hosts come and go and get other addresses, and each follows
   * as it likes: when all have heard everything, each knows just what is there.
   */
  @Test
  void areTheSameByDifferencesAndWholeAfterManyMoves() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    System.out.println("seed " + seed);
    happens(overlay(id("a2"), "second", "10.8.0.0/16"));
    List<Follower> followers = HOSTS.stream().map(Follower::new).toList();
    Map<String, String> standing = new TreeMap<>();
    for (int move = 0; move < 2_000; move++) {
      String network = random.nextBoolean() ? "over" : "second";
      String address = (network.equals("over") ? "10.9.0." : "10.8.0.") + random.nextInt(2, 8);
      String there = standing.remove(address);
      if (there != null) {
        release(there);
      } else {
        String box = "%06x".formatted(move);
        happens(sandbox(id("e" + box), "box" + move, HOSTS.get(random.nextInt(3))));
        happens(connect(id("f" + box), network, "box" + move, address + "/16"));
        standing.put(address, id("f" + box));
      }
      if (random.nextInt(40) == 0) {
        String host = HOSTS.get(random.nextInt(3));
        happens(boot(host, "boot-" + move, Optional.of(IpAddress.parse("198.18.1." + move % 250))));
      }
      followers.stream().filter(_ -> random.nextInt(6) == 0).forEach(Follower::follow);
    }
    followers.forEach(Follower::follow);
    followers.forEach(it -> {
      assertThat(it.peers.values())
          .as("seed %d, %s", seed, it.host)
          .containsExactlyInAnyOrderElementsOf(plans.plan(it.host).peers());
      assertThat(new TreeSet<>(it.peers.keySet())).isEqualTo(elsewhere(it.host, standing));
    });
  }

  /** What the log itself says of the others on the networks that the host is on. */
  private Set<String> elsewhere(String host, Map<String, String> standing) {
    Map<String, Set<String>> networks = new HashMap<>();
    Map<String, io.netledger.network.endpoint.EndpointRequest> asked = new HashMap<>();
    for (String endpoint : standing.values()) {
      var request = log.state(io.netledger.network.Kinds.ENDPOINT, endpoint).asked().orElseThrow();
      asked.put(endpoint, request);
      networks.computeIfAbsent(request.networkId(), _ -> new HashSet<>()).add(request.host());
    }
    Set<String> elsewhere = new TreeSet<>();
    asked.forEach((endpoint, request) -> {
      if (!request.host().equals(host)
          && networks.getOrDefault(request.networkId(), Set.of()).contains(host)) {
        elsewhere.add(endpoint);
      }
    });
    return elsewhere;
  }

  /** What an agent makes of the changes. */
  private final class Follower {

    private final String host;
    private final Map<String, PlannedPeer> peers = new TreeMap<>();
    private long revision;

    Follower(String host) {
      this.host = host;
    }

    void follow() {
      PlanChanges changes = changes(host, revision);
      changes.removedPeers().forEach(peers::remove);
      peers.values().removeIf(peer -> changes.removedNetworks().contains(peer.networkId()));
      changes.peers().forEach(peer -> peers.put(peer.id(), peer));
      revision = changes.revision();
    }
  }

  private void release(String endpoint) {
    happens(leave(endpoint));
    happens(work -> EndpointRules.detached(work, endpoint));
    happens(work -> EndpointRules.released(work, endpoint));
  }

  private static Optional<IpAddress> underlay(String host) {
    return Optional.of(IpAddress.parse("198.18.0." + host.substring(1)));
  }

  private static Consumer<Work> boot(String host, String boot, Optional<IpAddress> underlay) {
    return work -> HostRules.hello(work, host, new Boot(boot, underlay, List.of(), Map.of()));
  }

  private static Consumer<Work> overlay(String id, String name, String subnet) {
    DriverOptions driver = new DriverOptions.Overlay(OptionalInt.empty(), OptionalInt.empty());
    return work -> {
      NetworkRules.request(work, id, settings(name, Map.of(), driver, false));
      NetworkRules.confirm(work, id, List.of(pool(subnet)));
    };
  }

  private PlanChanges changes(String host, long since) {
    return plans.changesSince(host, since).orElseThrow();
  }

  private void happens(Consumer<Work> decision) {
    for (Recorded recorded : log.append(decision)) {
      plans.apply(List.of(recorded));
    }
  }
}
