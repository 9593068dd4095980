package io.netledger.agent.names;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that follow a host's spec step by step are those that its last state gives at once. */
class HostNamesTest {

  private static final int THINGS = 4;
  private static final int ENDPOINTS = 9; // each on a network and in a sandbox for life
  private static final int STEPS = 400;

  private final HostSpec spec = new HostSpec();
  private HostNames names = HostNames.NONE;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void followingIsTheSameAsBeginningAnew(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int step = 1; step <= STEPS; step++) {
      names = names.after(spec, spec.take(change(random, step)));
      assertThat(seen(names)).as("seed %d, step %d", seed, step).isEqualTo(seen(anew()));
    }
  }

  private HostNames anew() {
    return HostNames.NONE.after(spec, spec.owners().toList());
  }

  /** Each name that anyone may ask, and what each sandbox gets for it. */
  private static Map<String, Set<String>> seen(HostNames names) {
    Map<String, Set<String>> seen = new TreeMap<>();
    for (int sandbox = 0; sandbox < THINGS; sandbox++) {
      View view = names.view(id("5" + sandbox));
      seen.put("reaches out " + sandbox, new TreeSet<>(List.of("" + view.reachesOut())));
      Stream.of("s0", "s1", "s2", "t0", "p0", "p1", "a0", "a1", "a2")
          .flatMap(name -> Stream.of(name, name + ".n0", name + ".n1", name + ".m0"))
          .forEach(name ->
              seen.put(
                  name + " of " + view.zones().stream().map(Zone::network).toList(),
                  view.find(name).stream()
                      .map(Holder::endpointId)
                      .collect(Collectors.toCollection(TreeSet::new))));
    }
    return seen;
  }

  private static SpecChange change(RandomGenerator random, int revision) {
    List<NetworkSpec> networks = new ArrayList<>();
    List<SandboxSpec> sandboxes = new ArrayList<>();
    List<EndpointSpec> endpoints = new ArrayList<>();
    List<Owner> removed = new ArrayList<>();
    int which = random.nextInt(THINGS);
    List<PeerSpec> peers = new ArrayList<>();
    switch (random.nextInt(8)) {
      case 0 -> networks.add(network(random, which));
      case 1 -> sandboxes.add(sandbox(random, which));
      case 2, 3 -> endpoints.add(endpoint(random, random.nextInt(ENDPOINTS), revision));
      case 4 -> removed.add(new Owner.Endpoint(id("e" + random.nextInt(ENDPOINTS))));
      case 5 -> peers.add(peer(random, which, revision));
      case 6 -> removed.add(new Owner.Peer(id("f" + which)));
      default -> {
        boolean network = random.nextBoolean();
        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
          if ((network ? networkOf(endpoint) : sandboxOf(endpoint)) == which) {
            removed.add(new Owner.Endpoint(id("e" + endpoint)));
          }
        }
        removed.add(
            network ? new Owner.Network(id("a" + which)) : new Owner.Sandbox(id("5" + which)));
      }
    }
    return new SpecChange.Difference(revision, networks, sandboxes, endpoints, peers, removed);
  }

  private static int networkOf(int endpoint) {
    return endpoint % THINGS;
  }

  private static int sandboxOf(int endpoint) {
    return endpoint % (THINGS - 1);
  }

  private static NetworkSpec network(RandomGenerator random, int which) {
    return new NetworkSpec(
        id("a" + which),
        (random.nextBoolean() ? "n" : "m") + which,
        random.nextInt(4) > 0,
        List.of(subnet("192.0.2.0/24", "192.0.2.1")),
        random.nextBoolean(),
        BRIDGE);
  }

  private static SandboxSpec sandbox(RandomGenerator random, int which) {
    String name = (random.nextBoolean() ? "S" : "t") + which;
    return new SandboxSpec(id("5" + which), name, new Origin.Made());
  }

  private static PeerSpec peer(RandomGenerator random, int which, int revision) {
    EndpointSpec it = endpoint(random, which, revision);
    return new PeerSpec(
        id("f" + which),
        it.networkId(),
        it.addresses().stream().map(Cidr::address).toList(),
        it.mac(),
        IpAddress.parse("198.18.0.2"),
        revision,
        id("6" + which),
        "p" + which,
        it.aliases());
  }

  private static EndpointSpec endpoint(RandomGenerator random, int which, int revision) {
    EndpointSpec it =
        ResolverTest.endpoint(
            "e" + which,
            network(random, networkOf(which)),
            sandbox(random, sandboxOf(which)),
            random.nextInt(3),
            List.of("a" + random.nextInt(3)),
            "192.0.2." + (10 + random.nextInt(3)) + "/24");
    return new EndpointSpec(
        it.id(),
        it.networkId(),
        it.sandboxId(),
        it.addresses(),
        it.mac(),
        it.interfaceName(),
        it.order(),
        revision,
        it.options(),
        it.aliases(),
        it.ports());
  }
}
