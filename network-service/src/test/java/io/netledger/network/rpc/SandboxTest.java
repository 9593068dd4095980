package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxState;
import io.netledger.refusal.Reason;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Making and removing sandboxes over gRPC … */
@Timeout(60)
class SandboxTest {

  private static World world;
  private static HandDrivenAgent host;

  @BeforeAll
  static void aWorld() throws IOException {
    world = new World();
    host = world.host("node-1");
    for (String network : new String[] {"br0", "br1"}) {
      world.networks().createNetwork(CreateNetworkRequest.newBuilder().setName(network).build());
    }
  }

  @AfterAll
  static void end() {
    host.close();
    world.close();
  }

  @AfterEach
  void aFriendlyHost() {
    host.refuse("");
    host.speak();
  }

  private static CreateSandboxRequest.Builder create(String name) {
    return CreateSandboxRequest.newBuilder().setName(name).setHost("node-1");
  }

  private static Sandbox created(CreateSandboxRequest.Builder request) {
    return world.sandboxes().createSandbox(request.build()).getSandbox();
  }

  private static RemoveSandboxRequest.Builder remove(String name) {
    return RemoveSandboxRequest.newBuilder().setSandbox(name);
  }

  private static Sandbox read(String word) {
    return world
        .sandboxes()
        .getSandbox(GetSandboxRequest.newBuilder().setSandbox(word).build())
        .getSandbox();
  }

  @Test
  void isReadyWhenItsHostSaysSo() {
    Sandbox web = created(create("web").putLabels("k", "v"));
    assertThat(web.getState()).isEqualTo(SandboxState.SANDBOX_STATE_READY);
    assertThat(web.getNetnsPath()).isEqualTo("/run/netns/web");
    assertThat(web.getHost()).isEqualTo("node-1");
    assertThat(web.getAdopted()).isFalse();
    assertThat(read("web")).as("what is read equals what was answered").isEqualTo(web);
  }

  @Test
  void getsANameWhenNoneIsGiven() {
    Sandbox sandbox = created(CreateSandboxRequest.newBuilder().setHost("node-1"));
    assertThat(sandbox.getName()).isEqualTo(sandbox.getId().substring(0, 12));
  }

  @Test
  void takesANamespaceOver() {
    assertThat(created(create("adopted").setNetnsPath("/run/netns/x")).getAdopted()).isTrue();
    assertThat(created(create("of-pid").setPid(4711)).getAdopted()).isTrue();
  }

  @Test
  void answersARetryWithTheSameSandbox() {
    CreateSandboxRequest request = create("again").setRequestId("rq-again").build();
    assertThat(world.sandboxes().createSandbox(request))
        .isEqualTo(world.sandboxes().createSandbox(request));
    assertThat(refused(() -> created(create("again"))).reason()).isEqualTo(Reason.NAME_TAKEN);
  }

  @Test
  void answersPendingWhenItsHostIsSilent() {
    host.beSilent();
    Sandbox pending = created(create("slow").setWait(Duration.getDefaultInstance()));
    assertThat(pending.getState()).isEqualTo(SandboxState.SANDBOX_STATE_PENDING);
    host.speak();
    eventually(
        () -> assertThat(read("slow").getState()).isEqualTo(SandboxState.SANDBOX_STATE_READY));
  }

  @Test
  void tellsWhatItsHostRefusedAndCanBeRemovedThen() {
    host.refuse("no such process");
    var refusal = refused(() -> created(create("bad").setPid(1)));
    assertThat(refusal.reason()).isEqualTo(Reason.HOST_REFUSED);
    assertThat(refusal.getMessage()).contains("no such process");
    assertThat(read("bad").getState()).isEqualTo(SandboxState.SANDBOX_STATE_FAILED);
    assertThat(
            refused(() ->
                    world
                        .networks()
                        .connect(
                            ConnectRequest.newBuilder()
                                .setNetwork("br0")
                                .setSandbox("bad")
                                .build()))
                .reason())
        .isEqualTo(Reason.SANDBOX_NOT_READY);
    assertThat(world.sandboxes().removeSandbox(remove("bad").build()).getSandbox().getState())
        .isEqualTo(SandboxState.SANDBOX_STATE_GONE);
    host.refuse("");
    created(create("bad"));
  }

  @Test
  void isRemovedWithItsEndpointsInOneGo() {
    Sandbox sandbox = created(create("multi"));
    for (String network : new String[] {"br0", "br1"}) {
      world
          .networks()
          .connect(ConnectRequest.newBuilder().setNetwork(network).setSandbox("multi").build());
    }
    assertThat(read("multi").getEndpointsList())
        .extracting(endpoint -> endpoint.getInterfaceName())
        .containsExactly("eth0", "eth1");
    var refusal = refused(() -> world.sandboxes().removeSandbox(remove("multi").build()));
    assertThat(refusal.reason()).isEqualTo(Reason.SANDBOX_IN_USE);
    assertThat(refusal.getMessage()).contains("br0, br1");
    Sandbox gone =
        world
            .sandboxes()
            .removeSandbox(remove("multi").setDetachEndpoints(true).build())
            .getSandbox();
    assertThat(gone.getState()).isEqualTo(SandboxState.SANDBOX_STATE_GONE);
    assertThat(host.sandboxes()).doesNotContainKey(sandbox.getId());
    assertThat(refused(() -> read("multi")).reason()).isEqualTo(Reason.SANDBOX_NOT_FOUND);
  }

  @Test
  void isMissedOnlyWhenItMustBeThere() {
    assertThat(refused(() -> world.sandboxes().removeSandbox(remove("nobody").build())).reason())
        .isEqualTo(Reason.SANDBOX_NOT_FOUND);
    assertThat(
            world
                .sandboxes()
                .removeSandbox(remove("nobody").setAllowMissing(true).build())
                .hasSandbox())
        .isFalse();
  }

  @Test
  void needsAHostThatIsKnown() {
    assertThat(refused(() -> created(create("lost").setHost("nowhere"))).reason())
        .isEqualTo(Reason.HOST_NOT_FOUND);
    try (var _ = world.host("other-2")) {
      assertThat(refused(() -> created(create("where").clearHost())).reason())
          .isEqualTo(Reason.HOST_REQUIRED);
      assertThat(created(create("where").setHost("node")).getHost()).isEqualTo("node-1");
    }
  }

  @Test
  void saysWhatWouldBeAndStoresNothing() {
    long before = world.head();
    Sandbox sandbox = created(create("maybe").setValidateOnly(true));
    assertThat(sandbox.getId()).isEmpty();
    assertThat(sandbox.getName()).isEqualTo("maybe");
    assertThat(world.head()).isEqualTo(before);
  }
}
