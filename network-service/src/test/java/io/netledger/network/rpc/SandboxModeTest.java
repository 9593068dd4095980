package io.netledger.network.rpc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.agent.v1.SandboxSpec;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.DisconnectResponse;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxMode;
import io.netledger.proto.network.v1.SandboxState;
import io.netledger.refusal.Reason;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sandboxes whose network stack is not their own, or has no networks, over gRPC … */
@Timeout(60)
class SandboxModeTest {

  private static World world;
  private static HandDrivenAgent host;

  @BeforeAll
  static void aWorld() throws IOException {
    world = new World();
    host = world.host("node-1");
    world.networks().createNetwork(CreateNetworkRequest.newBuilder().setName("br0").build());
  }

  @AfterAll
  static void end() {
    host.close();
    world.close();
  }

  private static CreateSandboxRequest.Builder create(String name, SandboxMode mode) {
    return CreateSandboxRequest.newBuilder().setName(name).setMode(mode);
  }

  private static Sandbox created(CreateSandboxRequest.Builder request) {
    return world.sandboxes().createSandbox(request.build()).getSandbox();
  }

  private static Sandbox read(String word) {
    return world
        .sandboxes()
        .getSandbox(GetSandboxRequest.newBuilder().setSandbox(word).build())
        .getSandbox();
  }

  private static SandboxSpec planned(Sandbox sandbox) {
    return requireNonNull(host.sandboxes().get(sandbox.getId()));
  }

  private static void connect(String network, String sandbox) {
    world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build());
  }

  private static void assertRefused(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThat(World.refused(call).reason()).isEqualTo(reason);
  }

  @Test
  void useTheirHostsStackAndSaySo() {
    Sandbox agent = created(create("monitor", SandboxMode.SANDBOX_MODE_HOST));
    assertThat(agent.getMode()).isEqualTo(SandboxMode.SANDBOX_MODE_HOST);
    assertThat(agent.getState()).isEqualTo(SandboxState.SANDBOX_STATE_READY);
    assertThat(read("monitor")).isEqualTo(agent);
    assertThat(planned(agent).hasHost()).isTrue();
    assertRefused(Reason.SANDBOX_NOT_CONNECTABLE, () -> connect("br0", "monitor"));
    assertRefused(Reason.NETWORK_NOT_CONNECTABLE, () -> connect("host", "monitor"));
    remove("monitor");
    assertThat(host.sandboxes()).doesNotContainKey(agent.getId());
  }

  @Test
  void areWithoutNetworksAndSaySo() {
    Sandbox lone = created(create("lone", SandboxMode.SANDBOX_MODE_NONE));
    assertThat(lone.getMode()).isEqualTo(SandboxMode.SANDBOX_MODE_NONE);
    assertThat(read("lone")).isEqualTo(lone);
    assertRefused(Reason.SANDBOX_NOT_CONNECTABLE, () -> connect("br0", "lone"));
    assertRefused(Reason.ALREADY_CONNECTED, () -> connect("none", "lone"));
  }

  @Test
  void areOnNetworkNoneOrOnOthers() {
    Sandbox lone = created(create("changing", SandboxMode.SANDBOX_MODE_NONE));
    var off = DisconnectRequest.newBuilder().setNetwork("none").setSandbox("changing");
    var on = ConnectRequest.newBuilder().setNetwork("none").setSandbox("changing");
    long said = world.networks().disconnect(off.setValidateOnly(true).build()).getRevision();
    assertThat(read("changing").getMode()).isEqualTo(SandboxMode.SANDBOX_MODE_NONE);

    var request = off.setValidateOnly(false).setRequestId("off-none-1").build();
    DisconnectResponse left = world.networks().disconnect(request);
    assertThat(left.getRevision()).isGreaterThan(said);
    assertThat(left.hasEndpoint()).isFalse();
    assertThat(world.networks().disconnect(request)).isEqualTo(left);
    assertThat(read("changing").getMode()).isEqualTo(SandboxMode.SANDBOX_MODE_OWN);
    assertRefused(
        Reason.NOT_CONNECTED, () -> world.networks().disconnect(off.setRequestId("").build()));

    connect("br0", "changing");
    assertRefused(Reason.NETWORK_NOT_CONNECTABLE, () -> connect("none", "changing"));
    world
        .networks()
        .disconnect(
            DisconnectRequest.newBuilder().setNetwork("br0").setSandbox("changing").build());
    assertRefused(
        Reason.INVALID_ARGUMENT,
        () -> world.networks().connect(on.clone().setIpv4Address("10.0.0.7").build()));
    assertThat(world.networks().connect(on.build()).hasEndpoint()).isFalse();
    assertThat(read("changing").getMode()).isEqualTo(SandboxMode.SANDBOX_MODE_NONE);
    assertThat(planned(read("changing"))).isEqualTo(planned(lone));
    assertRefused(Reason.SANDBOX_NOT_CONNECTABLE, () -> connect("br0", "changing"));
  }

  @Test
  void shareTheNamespaceOfAnotherAndSaySo() {
    Sandbox db = created(CreateSandboxRequest.newBuilder().setName("db"));
    Sandbox side = created(CreateSandboxRequest.newBuilder().setName("side").setDonor("db"));
    assertThat(side.getMode()).isEqualTo(SandboxMode.SANDBOX_MODE_CONTAINER);
    assertThat(side.getDonorId()).isEqualTo(db.getId());
    assertThat(side.getDonor()).isEqualTo("db");
    assertThat(read("side")).isEqualTo(side);
    assertThat(planned(side).getDonorId()).isEqualTo(db.getId());
    assertRefused(Reason.SANDBOX_NOT_CONNECTABLE, () -> connect("br0", "side"));

    remove("db");
    assertThat(read("side").getDonorId()).isEmpty();
    assertThat(read("side").getDonor()).isEqualTo("db");
    Sandbox next = created(CreateSandboxRequest.newBuilder().setName("db"));
    assertThat(read("side").getDonorId()).isEqualTo(next.getId());
    assertThat(planned(side).getDonorId()).isEqualTo(next.getId());
    assertThat(planned(next).getGuestId()).isEqualTo(side.getId());
  }

  private static void remove(String name) {
    world.sandboxes().removeSandbox(RemoveSandboxRequest.newBuilder().setSandbox(name).build());
  }

  @Test
  void haveADonorInModeContainerOnly() {
    created(CreateSandboxRequest.newBuilder().setName("donor"));
    assertRefused(
        Reason.INVALID_ARGUMENT,
        () -> created(create("g", SandboxMode.SANDBOX_MODE_NONE).setDonor("donor")));
    assertRefused(
        Reason.INVALID_ARGUMENT, () -> created(create("g", SandboxMode.SANDBOX_MODE_CONTAINER)));
    assertRefused(
        Reason.INVALID_ARGUMENT,
        () -> created(CreateSandboxRequest.newBuilder().setDonor("donor").setPid(7)));
    assertRefused(Reason.SANDBOX_NOT_FOUND, () -> read("g"));
  }

  @Test
  void areTheirOwnUnlessSaidOtherwise() {
    Sandbox own = created(CreateSandboxRequest.newBuilder().setName("own"));
    assertThat(own.getMode()).isEqualTo(SandboxMode.SANDBOX_MODE_OWN);
    assertThat(read("own")).isEqualTo(own);
  }

  @Test
  void areFoundByTheirMode() {
    created(create("found", SandboxMode.SANDBOX_MODE_HOST));
    assertThat(list("mode=host")).extracting(Sandbox::getName).contains("found");
    assertThat(list("mode=own")).extracting(Sandbox::getName).doesNotContain("found");
    assertRefused(Reason.FILTER_INVALID, () -> list("mode=alien"));
  }

  private static java.util.List<Sandbox> list(String filter) {
    return world
        .sandboxes()
        .listSandboxes(ListSandboxesRequest.newBuilder().addFilter(filter).build())
        .getSandboxesList();
  }

  @Test
  void takeOverNoNamespaceWithTheirHosts() {
    assertRefused(
        Reason.INVALID_ARGUMENT,
        () -> created(create("both", SandboxMode.SANDBOX_MODE_HOST).setPid(1)));
    assertRefused(Reason.SANDBOX_NOT_FOUND, () -> read("both"));
  }
}
