package io.netledger.agent.driver;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Addresses that are released on one host and given out again on another, heard from replicas of
 * network-service of which some lag behind. MAC addresses come from addresses, so those move too.
 */
class PeerMovesTest {

  private static final NetworkSpec NETWORK =
      network(
          "0123456789ab", new DriverOptions.Overlay(4096, 0), subnet("10.9.0.0/24", "10.9.0.1"));
  private static final SandboxSpec SANDBOX = sandbox("1ed");
  private static final int MOVES = 2_000;
  private static final int ADDRESSES = 12;

  /**
   * What network-service knows at a revision.
   *
   * @param since when the host came to the network; 0: it is not on it
   */
  private record Truth(long since, Map<String, PeerSpec> peers) {}

  private final long seed = System.nanoTime();
  private final RandomGenerator random =
      RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
  private final List<Truth> log = new ArrayList<>(List.of(new Truth(0, Map.of())));
  private final HostSpec spec = new HostSpec();
  private final HostPlanner planner = new HostPlanner();
  private final Map<Owner, Plan> held = new HashMap<>();
  private final Map<Mac, IpAddress> hosts =
      new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
  private final Map<IpAddress, Mac> neighbours = new HashMap<>();
  private long heard;

  @Test
  void leaveNoStaleEntryAndMissNone() {
    System.out.println("seed " + seed);
    for (int move = 1; move <= MOVES; move++) {
      log.add(next(log.getLast(), move));
      if (random.nextInt(4) == 0) {
        hear(random.nextInt(3) == 0 ? Math.max(0, move - random.nextInt(40)) : move);
      }
    }
    hear(MOVES);
    Truth truth = log.getLast();
    Map<String, String> wanted = new TreeMap<>();
    if (truth.since() > 0) {
      truth.peers().values().forEach(it -> wanted.put(it.mac().toString(), it.host().toString()));
    }
    Map<String, String> there = new TreeMap<>();
    hosts.forEach((mac, host) -> there.put(mac.toString(), host.toString()));
    assertThat(there).as("seed %d", seed).isEqualTo(wanted);
    assertThat(neighbours.values().stream().map(Mac::toString))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(wanted.keySet());
  }

  /**
   * An address is given out, released, or its host gets another one; or this host comes or goes.
   */
  private Truth next(Truth before, long revision) {
    Map<String, PeerSpec> peers = new LinkedHashMap<>(before.peers());
    int what = random.nextInt(20);
    if (what == 0) {
      return new Truth(before.since() == 0 ? revision : 0, peers);
    }
    String address = "10.9.0." + (2 + random.nextInt(ADDRESSES));
    Optional<PeerSpec> holder =
        peers.values().stream()
            .filter(it -> it.addresses().contains(IpAddress.parse(address)))
            .findFirst();
    if (holder.isEmpty()) {
      PeerSpec given = peer(address, revision, random.nextInt(3));
      peers.put(given.id(), given);
    } else if (what < 3) {
      peers.put(holder.get().id(), at(holder.get(), "192.0.2." + (10 + what), revision));
    } else {
      peers.remove(holder.get().id());
    }
    return new Truth(before.since(), peers);
  }

  private static PeerSpec peer(String address, long revision, int host) {
    EndpointSpec it = endpoint("%08x".formatted(revision), NETWORK, SANDBOX, 0, address + "/24");
    EndpointSpec derived =
        new EndpointSpec(
            it.id(),
            it.networkId(),
            it.sandboxId(),
            it.addresses(),
            Mac.parse("02:42:0a:09:00:%02x".formatted(Integer.parseInt(address.substring(7)))),
            it.interfaceName(),
            0,
            revision);
    return Specs.peer(derived, SANDBOX, "192.0.2." + (2 + host));
  }

  private static PeerSpec at(PeerSpec peer, String host, long revision) {
    return new PeerSpec(
        peer.id(),
        peer.networkId(),
        peer.addresses(),
        peer.mac(),
        IpAddress.parse(host),
        revision,
        peer.sandboxId(),
        peer.sandboxName(),
        peer.aliases());
  }

  /** A replica that knows less than the agent tells it the whole; any other the difference. */
  private void hear(long revision) {
    take(revision < heard || random.nextInt(10) == 0 ? whole(revision) : difference(revision));
    heard = revision;
  }

  private SpecChange whole(long revision) {
    Truth now = log.get((int) revision);
    return now.since() == 0
        ? new SpecChange.Whole(revision, List.of(), List.of(SANDBOX), List.of())
        : new SpecChange.Whole(
            revision,
            List.of(NETWORK),
            List.of(SANDBOX),
            List.of(own(now)),
            List.copyOf(now.peers().values()));
  }

  /** Also what came and went in between is named: the agent may know it from another replica. */
  private SpecChange difference(long revision) {
    Truth before = log.get((int) heard);
    Truth now = log.get((int) revision);
    boolean anew = now.since() > heard;
    Set<Owner> removed = new LinkedHashSet<>();
    for (Truth passed : log.subList((int) heard, (int) revision)) {
      if (passed.since() > 0 && passed.since() != now.since()) {
        removed.add(own(passed).owner());
        removed.add(NETWORK.owner());
      }
      if (!anew && now.since() > 0) {
        passed.peers().values().stream()
            .filter(it -> !now.peers().containsKey(it.id()))
            .forEach(it -> removed.add(it.owner()));
      }
    }
    if (now.since() == 0) {
      return new SpecChange.Difference(
          revision, List.of(), List.of(), List.of(), List.copyOf(removed));
    }
    return new SpecChange.Difference(
        revision,
        anew ? List.of(NETWORK) : List.of(),
        List.of(),
        anew ? List.of(own(now)) : List.of(),
        now.peers().values().stream()
            .filter(it -> anew || !it.equals(before.peers().get(it.id())))
            .toList(),
        List.copyOf(removed));
  }

  private static EndpointSpec own(Truth at) {
    EndpointSpec it = endpoint("f%07x".formatted(at.since()), NETWORK, SANDBOX, 0, "10.9.0.200/24");
    return new EndpointSpec(
        it.id(),
        it.networkId(),
        it.sandboxId(),
        List.of(Cidr.parse("10.9.0.200/24")),
        it.mac(),
        it.interfaceName(),
        0,
        at.since());
  }

  /** As the agent does it: what goes first, then what comes. */
  private void take(SpecChange change) {
    Set<Owner> touched = new HashSet<>(spec.take(change));
    Map<Owner, Plan> wanted = new HashMap<>();
    touched.stream()
        .filter(Owner.Peer.class::isInstance)
        .forEach(owner -> wanted.put(owner, planner.plan(spec, owner)));
    wanted.forEach((owner, plan) ->
        peers(held.getOrDefault(owner, Plan.nothing()).leftBehindBy(plan)).forEach(this::forget));
    wanted.forEach((owner, plan) -> {
      Plan before = held.getOrDefault(owner, Plan.nothing());
      peers(plan.without(before.changes())).forEach(this::learn);
      held.put(owner, plan);
    });
  }

  private static Stream<AddPeer> peers(Plan plan) {
    return plan.changes().stream().map(AddPeer.class::cast);
  }

  /** As the kernel: the place only if it is that one, the neighbour whoever has it. */
  private void forget(AddPeer peer) {
    hosts.remove(peer.mac(), peer.host());
    peer.addresses().forEach(neighbours::remove);
  }

  private void learn(AddPeer peer) {
    hosts.put(peer.mac(), peer.host());
    peer.addresses().forEach(address -> neighbours.put(address, peer.mac()));
  }
}
