package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.DiffResponse;
import io.netledger.proto.history.v1.Difference;
import io.netledger.proto.history.v1.DifferenceKind;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.FieldChange;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two moments of a life, compared. */
@Timeout(60)
class DiffTest {

  private static World world;
  private static HandDrivenAgent agent;
  private static long before;
  private static long connected;
  private static long renamed;
  private static long after;

  @BeforeAll
  static void aLife() throws IOException {
    world = new World();
    agent = world.host("node-1");
    before = world.head();
    world.networks().createNetwork(CreateNetworkRequest.newBuilder().setName("web").build());
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("c1").build());
    world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork("web").setSandbox("c1").build());
    connected = world.head();
    world
        .networks()
        .renameNetwork(
            RenameNetworkRequest.newBuilder()
                .setNetwork("web")
                .setName("shop")
                .setReason("a better name")
                .build());
    renamed = world.head();
    world
        .networks()
        .disconnect(DisconnectRequest.newBuilder().setNetwork("shop").setSandbox("c1").build());
    after = world.head();
  }

  @AfterAll
  static void end() {
    agent.close();
    world.close();
  }

  @Test
  void showsWhatWasAddedWithItsFieldsAndEvents() {
    DiffResponse answer = diff(before, connected);
    assertThat(answer.getFromRevision()).isEqualTo(before);
    assertThat(answer.getToRevision()).isEqualTo(connected);
    assertThat(answer.getDifferencesList())
        .extracting(each -> each.getKind() + " " + each.getCategory() + " " + each.getName())
        .containsExactly(
            "DIFFERENCE_KIND_ADDED network web",
            "DIFFERENCE_KIND_ADDED sandbox c1",
            "DIFFERENCE_KIND_ADDED endpoint c1 on web");
    Difference network = answer.getDifferences(0);
    assertThat(network.getFieldsList())
        .contains(change("name", "", "web"), change("state", "", "ready"))
        .noneMatch(field -> field.getField().equals("etag"));
    assertThat(network.getEventsList())
        .extracting(event -> event.getType().replaceFirst(".*\\.", ""))
        .containsExactly("NetworkRequested", "NetworkCreated", "EndpointAdded");
  }

  @Test
  void showsWhatChanged() {
    Difference network = diff(connected, renamed).getDifferences(0);
    assertThat(network.getKind()).isEqualTo(DifferenceKind.DIFFERENCE_KIND_CHANGED);
    assertThat(network.getFieldsList()).containsExactly(change("name", "web", "shop"));
    assertThat(network.getEventsList())
        .singleElement()
        .satisfies(event -> assertThat(event.getReason()).isEqualTo("a better name"));
  }

  @Test
  void showsWhatWasRemoved() {
    assertThat(diff(renamed, after).getDifferencesList())
        .filteredOn(each -> each.getCategory().equals("endpoint"))
        .singleElement()
        .satisfies(endpoint ->
            assertThat(endpoint.getKind()).isEqualTo(DifferenceKind.DIFFERENCE_KIND_REMOVED));
    assertThat(diff(before, after).getDifferencesList())
        .as("what came and went is left out")
        .noneMatch(each -> each.getCategory().equals("endpoint"));
    assertThat(diff(after, after).getDifferencesList()).isEmpty();
  }

  /** Between any two moments: what the lists of both say. */
  @Test
  void isWhatTheListsOfBothMomentsSay() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 40; i++) {
      long from = random.nextLong(after + 1);
      long to = random.nextLong(from, after + 1);
      Map<String, String> then = things(from);
      Map<String, String> later = things(to);
      Map<String, String> expected = new TreeMap<>();
      later.forEach((id, text) ->
          expected.put(
              id,
              !then.containsKey(id) ? "ADDED" : then.get(id).equals(text) ? "SAME" : "CHANGED"));
      then.keySet().stream()
          .filter(id -> !later.containsKey(id))
          .forEach(id -> expected.put(id, "REMOVED"));
      expected.values().removeIf("SAME"::equals);
      Map<String, String> found = new TreeMap<>();
      for (Difference each : paged(from, to)) {
        if (!each.getCategory().equals("host")) {
          found.put(each.getId(), each.getKind().name().replaceFirst(".*_", ""));
        }
      }
      assertThat(found).as("r%d to r%d, seed %d", from, to, seed).isEqualTo(expected);
    }
  }

  @Test
  void tellsWithAnEventWhatItChanged() {
    List<Event> events =
        world
            .history()
            .listEvents(
                ListEventsRequest.newBuilder()
                    .addFilter("type=NetworkRenamed")
                    .addFilter("type=EndpointAttached")
                    .setWithChanges(true)
                    .build())
            .getEventsList();
    assertThat(events)
        .extracting(Event::getChangesList)
        .containsExactly(
            List.of(change("state", "pending", "attached")),
            List.of(change("name", "web", "shop")));
  }

  @Test
  void refusesWhatIsNoStretchOfTime() {
    assertThat(refused(() -> diff(after, before)).reason()).isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(refused(() -> diff(1, after + 1)).reason()).isEqualTo(Reason.REVISION_IN_FUTURE);
  }

  private static FieldChange change(String field, String from, String to) {
    return FieldChange.newBuilder().setField(field).setBefore(from).setAfter(to).build();
  }

  private static AsOf at(long revision) {
    return AsOf.newBuilder().setRevision(revision).build();
  }

  private static DiffResponse diff(long from, long to) {
    return world.history().diff(DiffRequest.newBuilder().setFrom(at(from)).setTo(at(to)).build());
  }

  private static List<Difference> paged(long from, long to) {
    List<Difference> all = new ArrayList<>();
    String token = "";
    do {
      DiffResponse page =
          world
              .history()
              .diff(
                  DiffRequest.newBuilder()
                      .setFrom(at(from))
                      .setTo(at(to))
                      .setPageSize(2)
                      .setPageToken(token)
                      .build());
      all.addAll(page.getDifferencesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }

  /** All but hosts, without etags, by id. Names of networks in endpoints are the networks'. */
  private static Map<String, String> things(long revision) {
    Map<String, String> things = new TreeMap<>();
    for (Network network :
        world
            .networks()
            .listNetworks(ListNetworksRequest.newBuilder().setAsOf(at(revision)).build())
            .getNetworksList()) {
      things.put(network.getId(), network.toBuilder().clearEtag().build().toString());
    }
    for (Sandbox sandbox :
        world
            .sandboxes()
            .listSandboxes(ListSandboxesRequest.newBuilder().setAsOf(at(revision)).build())
            .getSandboxesList()) {
      things.put(sandbox.getId(), sandbox.toBuilder().clearEtag().build().toString());
    }
    for (Endpoint endpoint :
        world
            .networks()
            .listEndpoints(ListEndpointsRequest.newBuilder().setAsOf(at(revision)).build())
            .getEndpointsList()) {
      things.put(
          endpoint.getId(), endpoint.toBuilder().clearEtag().clearNetwork().build().toString());
    }
    return things;
  }
}
