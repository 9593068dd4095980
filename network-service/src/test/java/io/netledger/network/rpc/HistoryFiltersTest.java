package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.ListEventsResponse;
import io.netledger.proto.history.v1.WatchEventsRequest;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history of one thing among others. */
@Timeout(60)
class HistoryFiltersTest {

  private static World world;
  private static HandDrivenAgent agent;
  private static Endpoint c1;

  @BeforeAll
  static void lives() throws IOException {
    world = new World();
    agent = world.host("node-1");
    create("web", "10.0.3.0/24");
    create("other", "10.0.4.0/24");
    for (String name : List.of("c1", "c2")) {
      world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName(name).build());
    }
    c1 = connect("web", "c1");
    connect("other", "c2");
    refused(() -> connect("web", "c1"));
    world
        .networks()
        .disconnect(DisconnectRequest.newBuilder().setNetwork("web").setSandbox("c1").build());
    world
        .networks()
        .renameNetwork(RenameNetworkRequest.newBuilder().setNetwork("web").setName("shop").build());
    world.networks().removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork("shop").build());
  }

  private static void create(String name, String subnet) {
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName(name)
                .addSubnets(Subnet.newBuilder().setSubnet(subnet))
                .build());
  }

  private static Endpoint connect(String network, String sandbox) {
    return world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build())
        .getEndpoint();
  }

  @AfterAll
  static void end() {
    agent.close();
    world.close();
  }

  @Test
  void findsANetworkByEachNameThatItHad() {
    List<Event> events = world.events("network=web");
    assertThat(types(events))
        .startsWith("NetworkRequested", "NameClaimed", "NetworkCreated")
        .contains(
            "EndpointAdded",
            "SandboxJoined",
            "EndpointRequested",
            "EndpointAddressed",
            "EndpointAttached",
            "RequestRefused",
            "EndpointLeaving",
            "EndpointRemoved",
            "NetworkRenamed",
            "NetworkRemoved");
    assertThat(world.events("network=shop").containsAll(events)).isTrue();
    assertThat(world.events("network=" + c1.getNetworkId())).isEqualTo(events);
    assertThat(events).extracting(Event::getRevision).isSorted().doesNotHaveDuplicates();
    assertThat(events)
        .noneMatch(event ->
            event.getStream().equals("sandbox/" + c1.getSandboxId())
                && type(event).equals("SandboxCreated"));
    assertThat(world.events("network=never")).isEmpty();
  }

  @Test
  void findsAnEndpointItsAddressAndItsHost() {
    assertThat(types(world.events("endpoint=" + c1.getId().substring(0, 12))))
        .contains("EndpointRequested", "EndpointAddressed", "EndpointRemoved", "EndpointDropped");
    assertThat(types(world.events("address=10.0.3.2")))
        .containsExactly(
            "EndpointAddressed",
            "EndpointAttached",
            "EndpointLeaving",
            "EndpointDetached",
            "EndpointRemoved");
    assertThat(world.events("sandbox=c2", "network=other"))
        .isNotEmpty()
        .allSatisfy(event ->
            assertThat(type(event))
                .isIn(
                    "EndpointAdded",
                    "SandboxJoined",
                    "EndpointRequested",
                    "EndpointAddressed",
                    "EndpointAttached"));
    assertThat(types(world.events("host=node-1"))).contains("HostBooted", "EndpointAttached");
    assertThat(types(world.events("network=web", "type=RequestRefused")))
        .containsExactly("RequestRefused");
  }

  /** Each filter finds what a look at every event finds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=NetworkCreated",
        "type=netledger.events.v1.EndpointAttached",
        "category=request",
        "stream=names/network",
        "actor=network-service",
        "actor=nobody"
      })
  void findsWhatALookAtAllFinds(String filter) {
    String key = filter.substring(0, filter.indexOf('='));
    String word = filter.substring(filter.indexOf('=') + 1);
    List<Event> expected =
        world.events().stream()
            .filter(event ->
                switch (key) {
                  case "type" ->
                      event.getType().endsWith("." + word) || event.getType().equals(word);
                  case "category" -> event.getStream().startsWith(word + "/");
                  case "stream" -> event.getStream().equals(word);
                  default -> event.getActor().equals(word);
                })
            .toList();
    assertThat(world.events(filter)).isEqualTo(expected);
    assertThat(paged(filter, 2)).isEqualTo(expected);
  }

  @Test
  void turnsPagesOfAThing() {
    assertThat(paged("network=web", 3)).isEqualTo(world.events("network=web"));
    assertThat(paged("host=node-1", 1)).isEqualTo(world.events("host=node-1"));
  }

  @Test
  void findsWhatHappenedInATime() {
    List<Event> all = world.events();
    Event from = all.get(5);
    Event to = all.get(all.size() - 5);
    List<Event> between =
        world
            .history()
            .listEvents(
                ListEventsRequest.newBuilder()
                    .setPageSize(1_000)
                    .setFromTime(from.getTime())
                    .setToTime(to.getTime())
                    .build())
            .getEventsList();
    Set<Long> expected = new TreeSet<>();
    all.stream()
        .filter(event ->
            event.getRevision() >= from.getRevision() || event.getTime().equals(from.getTime()))
        .filter(event ->
            event.getRevision() <= to.getRevision() || event.getTime().equals(to.getTime()))
        .forEach(event -> expected.add(event.getRevision()));
    assertThat(between).extracting(Event::getRevision).containsExactlyElementsOf(expected);
  }

  @Test
  void isWatchedFromTheFirstRevisionOn() {
    List<Event> expected = world.events("network=web");
    var events =
        world
            .history()
            .watchEvents(WatchEventsRequest.newBuilder().addFilter("network=web").build());
    List<Event> seen = new ArrayList<>();
    while (seen.size() < expected.size()) {
      seen.add(events.next().getEvent());
    }
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void refusesWhatIsNoFilter() {
    for (String filter : List.of("colour=red", "address=10.0.3.0/24", "pool=a")) {
      assertThat(refused(() -> world.events(filter)).reason()).isEqualTo(Reason.FILTER_INVALID);
    }
  }

  private static List<Event> paged(String filter, int size) {
    List<Event> events = new ArrayList<>();
    String token = "";
    do {
      ListEventsResponse page =
          world
              .history()
              .listEvents(
                  ListEventsRequest.newBuilder()
                      .addFilter(filter)
                      .setPageSize(size)
                      .setPageToken(token)
                      .build());
      events.addAll(page.getEventsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return events;
  }

  private static List<String> types(List<Event> events) {
    return events.stream().map(HistoryFiltersTest::type).toList();
  }

  private static String type(Event event) {
    return event.getType().substring(event.getType().lastIndexOf('.') + 1);
  }
}
