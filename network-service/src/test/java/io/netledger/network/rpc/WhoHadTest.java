package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.history.v1.Holding;
import io.netledger.proto.history.v1.HostPort;
import io.netledger.proto.history.v1.WhoHadRequest;
import io.netledger.proto.history.v1.WhoHadResponse;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One address that two sandboxes have had, one after the other. */
@Timeout(60)
class WhoHadTest {

  private static World world;
  private static HandDrivenAgent agent;
  private static long whileFirst;
  private static long between;

  @BeforeAll
  static void twoLives() throws IOException {
    world = new World();
    agent = world.host("node-1");
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName("br0")
                .addSubnets(Subnet.newBuilder().setSubnet("10.0.3.0/24"))
                .build());
    for (String name : List.of("c1", "c2")) {
      world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName(name).build());
    }
    connect("c1");
    whileFirst = world.head();
    world
        .networks()
        .disconnect(
            DisconnectRequest.newBuilder()
                .setNetwork("br0")
                .setSandbox("c1")
                .setRequestId("rq-off")
                .setReason("moved")
                .build());
    between = world.head();
    connect("c2");
    world
        .networks()
        .renameNetwork(RenameNetworkRequest.newBuilder().setNetwork("br0").setName("lan").build());
  }

  private static void connect(String sandbox) {
    world
        .networks()
        .connect(
            ConnectRequest.newBuilder()
                .setNetwork("br0")
                .setSandbox(sandbox)
                .setIpv4Address("10.0.3.7")
                .addAliases("db")
                .addPublish(PublishedPort.newBuilder().setHostPort(8080).setPort(80))
                .setRequestId("rq-" + sandbox)
                .setReason("ticket of " + sandbox)
                .build());
  }

  @AfterAll
  static void end() {
    agent.close();
    world.close();
  }

  @Test
  void tellsTheWholeLifeOfAnAddress() {
    List<Holding> holdings = whoHad(address("10.0.3.7")).getHoldingsList();
    assertThat(holdings).extracting(Holding::getSandbox).containsExactly("c1", "c2");
    Holding first = holdings.getFirst();
    assertThat(first.getNetwork()).isEqualTo("br0");
    assertThat(first.getHost()).isEqualTo("node-1");
    assertThat(first.getAddressesList()).containsExactly("10.0.3.7/24");
    assertThat(first.getConnectedBy().getRequestId()).isEqualTo("rq-c1");
    assertThat(first.getConnectedBy().getReason()).isEqualTo("ticket of c1");
    assertThat(first.getConnectedBy().getActor()).startsWith("unix:");
    assertThat(type(first.getFrom().getType())).isEqualTo("EndpointAddressed");
    assertThat(type(first.getTo().getType())).isEqualTo("EndpointRemoved");
    assertThat(type(first.getEndedBy().getType())).isEqualTo("EndpointLeaving");
    assertThat(first.getEndedBy().getRequestId()).isEqualTo("rq-off");
    assertThat(first.getEndedBy().getReason()).isEqualTo("moved");
    Holding second = holdings.getLast();
    assertThat(second.getNetwork()).isEqualTo("lan");
    assertThat(second.hasTo()).isFalse();
    assertThat(second.hasEndedBy()).isFalse();
    assertThat(second.getFrom().getRevision()).isGreaterThan(first.getTo().getRevision());
  }

  @Test
  void tellsWhoHadItAtAMoment() {
    WhoHadResponse then =
        whoHad(address("10.0.3.7").setAsOf(AsOf.newBuilder().setRevision(whileFirst)));
    assertThat(then.getHoldingsList()).extracting(Holding::getSandbox).containsExactly("c1");
    assertThat(then.getHoldings(0).hasTo()).as("what became of it since").isTrue();
    assertThat(sandboxes(address("10.0.3.7").setAsOf(AsOf.newBuilder().setRevision(between))))
        .isEmpty();
    assertThat(sandboxes(address("10.0.3.7").setAsOf(AsOf.newBuilder().setRevision(world.head()))))
        .containsExactly("c2");
  }

  @Test
  void knowsMacAddressesNamesAndPorts() {
    assertThat(sandboxes(WhoHadRequest.newBuilder().setMacAddress("02:42:0A:00:03:07")))
        .containsExactly("c1", "c2");
    assertThat(sandboxes(WhoHadRequest.newBuilder().setName("db"))).containsExactly("c1", "c2");
    assertThat(sandboxes(WhoHadRequest.newBuilder().setName("c2"))).containsExactly("c2");
    assertThat(sandboxes(port(8080, ""))).containsExactly("c1", "c2");
    assertThat(sandboxes(port(8080, "udp"))).isEmpty();
    assertThat(sandboxes(address("10.0.3.8"))).isEmpty();
  }

  @Test
  void turnsPages() {
    List<String> names = new ArrayList<>();
    WhoHadResponse page = whoHad(address("10.0.3.7").setPageSize(1));
    names.add(page.getHoldings(0).getSandbox());
    page = whoHad(address("10.0.3.7").setPageSize(1).setPageToken(page.getNextPageToken()));
    names.add(page.getHoldings(0).getSandbox());
    assertThat(names).containsExactly("c1", "c2");
    assertThat(page.getNextPageToken()).isEmpty();
  }

  @Test
  void refusesWhatNobodyCanHave() {
    for (WhoHadRequest.Builder nothing :
        List.of(
            WhoHadRequest.newBuilder(),
            address("10.0.3.7/24"),
            WhoHadRequest.newBuilder().setMacAddress("02:42"),
            WhoHadRequest.newBuilder().setName(""),
            port(0, "tcp"),
            port(80, "icmp"))) {
      assertThat(refused(() -> whoHad(nothing)).reason()).isEqualTo(Reason.INVALID_ARGUMENT);
    }
  }

  private static WhoHadRequest.Builder address(String address) {
    return WhoHadRequest.newBuilder().setAddress(address);
  }

  private static WhoHadRequest.Builder port(int port, String protocol) {
    return WhoHadRequest.newBuilder()
        .setPort(HostPort.newBuilder().setHost("node-1").setPort(port).setProtocol(protocol));
  }

  private static List<String> sandboxes(WhoHadRequest.Builder request) {
    return whoHad(request).getHoldingsList().stream().map(Holding::getSandbox).toList();
  }

  private static WhoHadResponse whoHad(WhoHadRequest.Builder request) {
    return world.history().whoHad(request.build());
  }

  private static String type(String full) {
    return full.substring(full.lastIndexOf('.') + 1);
  }
}
