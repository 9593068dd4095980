package io.netledger.network.plan;

import static io.netledger.network.Things.connect;
import static io.netledger.network.Things.host;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.leave;
import static io.netledger.network.Things.network;
import static io.netledger.network.Things.sandbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Work;
import io.netledger.network.MemoryLog;
import io.netledger.network.failure.Failure;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.refusal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host's plan … */
class HostPlansTest {

  private static final String NET = id("a1");
  private static final String WEB = id("b1");
  private static final String DB = id("b2");
  private static final String FIRST = id("c1");
  private static final String SECOND = id("c2");

  private final MemoryLog log = new MemoryLog();
  private final HostPlans plans = new HostPlans();

  @BeforeEach
  void twoSandboxesAndANetwork() {
    happens(host("h1"));
    happens(host("h2"));
    happens(network(NET, "br0", "192.168.0.0/16"));
    happens(sandbox(WEB, "web", "h1"));
    happens(sandbox(DB, "db", "h1"));
  }

  @Test
  void hasTheHostsSandboxesButNoNetworkBeforeItsFirstEndpoint() {
    assertThat(plans.plan("h1").sandboxes())
        .extracting(PlannedSandbox::name)
        .containsExactlyInAnyOrder("web", "db");
    assertThat(plans.plan("h1").networks()).isEmpty();
    assertThat(plans.plan("h2").sandboxes()).isEmpty();
    assertThat(plans.plan("h1").revision()).isEqualTo(log.head());
  }

  @Test
  void hasTheNewDonorOfAGuest() {
    String guest = id("b3");
    happens(work ->
        SandboxRules.create(
            work,
            guest,
            new SandboxSettings("side", "", Map.of(), new Namespace.OfDonor("", "web", false))));
    happens(work -> SandboxRules.remove(work, WEB, true));
    happens(work -> SandboxRules.removed(work, WEB));
    long before = log.head();
    happens(sandbox(id("b4"), "web", "h1"));

    assertThat(changes("h1", before).sandboxes())
        .extracting(PlannedSandbox::id, PlannedSandbox::namespace)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(id("b4"), new Namespace.OfGuest(guest)),
            org.assertj.core.groups.Tuple.tuple(guest, new Namespace.OfDonor(id("b4"), "", false)));
  }

  @Test
  void getsAnEndpointWithItsAddressAndWithItTheNetwork() {
    happens(connect(FIRST, "br0", "web"));
    assertThat(plans.plan("h1").endpoints()).isEmpty();

    long before = log.head();
    happens(work -> EndpointRules.addressed(work, FIRST, List.of(Cidr.parse("192.168.0.2/16"))));

    PlannedEndpoint endpoint = plans.plan("h1").endpoints().getFirst();
    assertThat(endpoint.addressing().addresses()).containsExactly(Cidr.parse("192.168.0.2/16"));
    assertThat(endpoint.addressing().mac()).hasToString("02:42:c0:a8:00:02");
    assertThat(endpoint.interfaceName()).isEqualTo("eth0");
    assertThat(endpoint.revision()).isEqualTo(before + 1);
    PlannedNetwork network = plans.plan("h1").networks().getFirst();
    assertThat(network.subnets().getFirst().gateway()).hasToString("Optional[192.168.0.1]");
    assertThat(changes("h1", before))
        .satisfies(changes -> assertThat(changes.networks()).containsExactly(network))
        .satisfies(changes -> assertThat(changes.endpoints()).containsExactly(endpoint));
    assertThat(changes("h2", 0).isEmpty()).isTrue();
  }

  @Test
  void losesTheNetworkWithItsLastEndpoint() {
    happens(connect(FIRST, "br0", "web", "192.168.0.2/16"));
    happens(connect(SECOND, "br0", "db", "192.168.0.3/16"));
    long both = log.head();

    happens(leave(FIRST));
    assertThat(changes("h1", both).removedEndpoints()).containsExactly(FIRST);
    assertThat(changes("h1", both).removedNetworks()).isEmpty();

    happens(leave(SECOND));
    assertThat(changes("h1", both).removedEndpoints()).containsExactly(FIRST, SECOND);
    assertThat(changes("h1", both).removedNetworks()).containsExactly(NET);
    assertThat(plans.plan("h1").networks()).isEmpty();
  }

  @Test
  void saysNothingOfWhatCameAndWentInBetween() {
    happens(connect(FIRST, "br0", "web", "192.168.0.2/16"));
    long before = log.head();
    happens(connect(SECOND, "br0", "db", "192.168.0.3/16"));
    happens(leave(SECOND));

    PlanChanges changes = changes("h1", before);
    assertThat(changes.endpoints()).isEmpty();
    assertThat(changes.removedEndpoints()).containsExactly(SECOND);
    assertThat(changes.networks()).isEmpty();
  }

  @Test
  void isNotChangedByAnAttachedEndpoint() {
    happens(connect(FIRST, "br0", "web", "192.168.0.2/16"));
    long before = log.head();
    happens(work -> EndpointRules.attached(work, FIRST, before));

    assertThat(changes("h1", before).isEmpty()).isTrue();
    assertThat(plans.plan("h1").endpoints()).hasSize(1);
  }

  @Test
  void losesAnEndpointThatFailed() {
    happens(connect(FIRST, "br0", "web", "192.168.0.2/16"));
    long before = log.head();
    happens(work -> EndpointRules.fail(work, FIRST, new Failure(Reason.HOST_REFUSED, "no")));

    assertThat(changes("h1", before).removedEndpoints()).containsExactly(FIRST);
    assertThat(plans.due("h1", log.head()).attached()).isEmpty();
  }

  @Test
  void keepsASandboxUntilItsLastEndpointIsOff() {
    happens(connect(FIRST, "br0", "web", "192.168.0.2/16"));
    happens(work -> SandboxRules.remove(work, WEB, true));
    assertThat(plans.wants("h1", WEB)).isTrue();
    long before = log.head();

    happens(work -> EndpointRules.detached(work, FIRST));
    happens(work -> EndpointRules.released(work, FIRST));

    assertThat(changes("h1", before).removedSandboxes()).containsExactly(WEB);
    assertThat(plans.due("h1", log.head()).removed()).extracting(Due.Item::id).containsExactly(WEB);
    happens(work -> SandboxRules.removed(work, WEB));
    assertThat(plans.due("h1", log.head()).removed()).isEmpty();
  }

  @Test
  void tellsWhatItsWordIsAwaitedFor() {
    log.append("c-1", connect(FIRST, "br0", "web", "192.168.0.2/16")).forEach(this::learn);
    long first = log.head();
    happens(connect(SECOND, "br0", "db", "192.168.0.3/16"));

    assertThat(plans.due("h1", first).attached())
        .containsExactly(new Due.Item(FIRST, first, "c-1"));
    assertThat(plans.due("h1", log.head()).attached()).hasSize(2);
    assertThat(plans.due("h1", log.head()).ready()).extracting(Due.Item::id).contains(WEB, DB);

    happens(work -> EndpointRules.attached(work, FIRST, first));
    happens(leave(FIRST));
    assertThat(plans.due("h1", log.head() - 1).detached()).isEmpty();
    assertThat(plans.due("h1", log.head()).detached())
        .extracting(Due.Item::id)
        .containsExactly(FIRST);
  }

  @Test
  void isToldWholeToWhoStandsBeforeWhatIsForgotten() {
    HostPlans forgetful = new HostPlans(2, _ -> {});
    happens(connect(FIRST, "br0", "web", "192.168.0.2/16"));
    happens(leave(FIRST));
    happens(connect(SECOND, "br0", "db", "192.168.0.3/16"));
    happens(leave(SECOND));
    forgetful.apply(log.events());

    assertThat(forgetful.changesSince("h1", 0)).isEmpty();
    assertThat(forgetful.changesSince("h1", log.head() - 1)).isPresent();
    assertThat(plans.changesSince("h1", 0)).isPresent();
  }

  @Test
  void wakesWhoWatchesItAndNobodyElse() {
    List<String> woken = new ArrayList<>();
    HostPlans.Watch first = plans.watch("h1", () -> woken.add("h1"));
    plans.watch("h2", () -> woken.add("h2"));

    happens(connect(FIRST, "br0", "web"));
    assertThat(woken).isEmpty();
    happens(work -> EndpointRules.addressed(work, FIRST, List.of(Cidr.parse("192.168.0.2/16"))));
    assertThat(woken).containsExactly("h1");
    first.close();
    happens(leave(FIRST));
    assertThat(woken).containsExactly("h1");
  }

  @Test
  void waitsForARevision() {
    assertThat(plans.await(log.head(), Duration.ZERO)).isTrue();
    assertThat(plans.await(log.head() + 1, Duration.ofMillis(1))).isFalse();
  }

  /** The difference from any point of a random history leads to the same plan as the whole. */
  @Test
  void isTheSameByDifferencesAndWhole() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    System.out.println("seed " + seed);
    Replica replica = new Replica();
    List<String> standing = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      if (random.nextInt(3) == 0 && !standing.isEmpty()) {
        String gone = standing.remove(random.nextInt(standing.size()));
        happens(leave(gone));
        happens(work -> EndpointRules.detached(work, gone));
        happens(work -> EndpointRules.released(work, gone));
      } else if (standing.isEmpty() || random.nextBoolean()) {
        standing.addAll(connectNew(i));
      }
      if (random.nextInt(5) == 0) {
        replica.follow();
      }
    }
    replica.follow();
    HostPlan whole = plans.plan("h1");
    assertThat(replica.endpoints.values()).containsExactlyInAnyOrderElementsOf(whole.endpoints());
    assertThat(replica.networks.values()).containsExactlyInAnyOrderElementsOf(whole.networks());
    assertThat(replica.sandboxes.values()).containsExactlyInAnyOrderElementsOf(whole.sandboxes());
  }

  private List<String> connectNew(int number) {
    String digits = "%06x".formatted(number);
    happens(network(id("d" + digits), "net" + number, "10.0.0.0/8"));
    happens(sandbox(id("e" + digits), "box" + number, "h1"));
    List<String> networks = List.of("net" + number, "br0");
    return IntStream.range(0, 2)
        .mapToObj(i -> {
          String endpoint = id("f" + digits + i);
          happens(connect(endpoint, networks.get(i), "box" + number, "10.0.0.9/8"));
          return endpoint;
        })
        .toList();
  }

  /** What an agent makes of the changes. */
  private final class Replica {

    private final Map<String, PlannedNetwork> networks = new TreeMap<>();
    private final Map<String, PlannedSandbox> sandboxes = new TreeMap<>();
    private final Map<String, PlannedEndpoint> endpoints = new TreeMap<>();
    private long revision;

    void follow() {
      PlanChanges changes = changes("h1", revision);
      changes.removedEndpoints().forEach(endpoints::remove);
      changes.removedSandboxes().forEach(sandboxes::remove);
      changes.removedNetworks().forEach(networks::remove);
      changes.networks().forEach(network -> networks.put(network.id(), network));
      changes.sandboxes().forEach(sandbox -> sandboxes.put(sandbox.id(), sandbox));
      changes.endpoints().forEach(endpoint -> endpoints.put(endpoint.id(), endpoint));
      revision = changes.revision();
    }
  }

  private PlanChanges changes(String host, long since) {
    return plans.changesSince(host, since).orElseThrow();
  }

  private void happens(Consumer<Work> decision) {
    log.append(decision).forEach(this::learn);
  }

  private void learn(io.netledger.eventstore.Recorded recorded) {
    plans.apply(List.of(recorded));
  }
}
