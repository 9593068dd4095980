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
import io.netledger.proto.network.v1.DrainHostRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostState;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.RemoveHostRequest;
import io.netledger.proto.network.v1.RemoveHostResponse;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.RemovedEndpoint;
import io.netledger.proto.network.v1.RemovedSandbox;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxState;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.proto.network.v1.UndrainHostRequest;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Taking hosts out of use over gRPC … */
@Timeout(60)
class HostLifeTest {

  private static final Duration NO_WAIT = Duration.getDefaultInstance();

  private World world;
  private HandDrivenAgent alpha;
  private HandDrivenAgent beta;

  @BeforeEach
  void aWorld() throws IOException {
    world = new World();
    alpha = world.host("alpha");
    beta = world.host("beta");
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName("br0")
                .addSubnets(Subnet.newBuilder().setSubnet("10.9.0.0/24"))
                .build());
  }

  @AfterEach
  void end() {
    alpha.close();
    beta.close();
    world.close();
  }

  private Sandbox sandbox(String name, String host) {
    return world
        .sandboxes()
        .createSandbox(
            CreateSandboxRequest.newBuilder().setName(name).setHost(host).setWait(NO_WAIT).build())
        .getSandbox();
  }

  private ConnectRequest.Builder connect(String sandbox, String address) {
    return ConnectRequest.newBuilder()
        .setNetwork("br0")
        .setSandbox(sandbox)
        .setIpv4Address(address);
  }

  private Endpoint connected(ConnectRequest.Builder request) {
    return world.networks().connect(request.build()).getEndpoint();
  }

  private Host host(String name) {
    return world.hosts().getHost(GetHostRequest.newBuilder().setHost(name).build()).getHost();
  }

  private static DrainHostRequest.Builder drain(String name) {
    return DrainHostRequest.newBuilder().setHost(name);
  }

  private static RemoveHostRequest.Builder remove(String name) {
    return RemoveHostRequest.newBuilder().setHost(name);
  }

  @Test
  void aDrainedHostKeepsWhatItHasAndTakesNothingNew() {
    sandbox("web", "alpha");
    connected(connect("web", "10.9.0.7"));
    sandbox("db", "alpha");

    Host drained = world.hosts().drainHost(drain("alpha").build()).getHost();
    assertThat(drained.getState()).isEqualTo(HostState.HOST_STATE_DRAINED);
    assertThat(drained.getEndpointCount()).isEqualTo(1);
    assertThat(host("alpha")).isEqualTo(drained);

    Rejection sandbox = refused(() -> sandbox("new", "alpha"));
    assertThat(sandbox.reason()).isEqualTo(Reason.HOST_DRAINED);
    assertThat(sandbox).hasMessageContaining("host alpha is drained");
    assertThat(refused(() -> connected(connect("db", "10.9.0.8"))).reason())
        .isEqualTo(Reason.HOST_DRAINED);
    assertThat(world.holders()).hasSize(1);
    sandbox("new", "beta");
    assertThat(alpha.endpoints()).hasSize(1);
    world
        .sandboxes()
        .removeSandbox(
            RemoveSandboxRequest.newBuilder().setSandbox("web").setDetachEndpoints(true).build());
    assertThat(alpha.endpoints()).as("what is there can be removed").isEmpty();

    world.hosts().undrainHost(UndrainHostRequest.newBuilder().setHost("alpha").build());
    assertThat(host("alpha").getState()).isEqualTo(HostState.HOST_STATE_READY);
    assertThat(connected(connect("db", "10.9.0.8")).getState())
        .isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
  }

  @Test
  void drainingIsAWriteLikeOthers() {
    long before = world.head();
    assertThat(
            world
                .hosts()
                .drainHost(drain("alpha").setValidateOnly(true).build())
                .getHost()
                .getState())
        .isEqualTo(HostState.HOST_STATE_DRAINED);
    assertThat(world.head()).isEqualTo(before);
    String etag = host("alpha").getEtag();
    DrainHostRequest request =
        drain("alpha").setEtag(etag).setRequestId("rq-1").setReason("new disks").build();
    world.hosts().drainHost(request);
    world.hosts().drainHost(request);
    assertThat(world.eventsAfter(before)).containsExactly("HostDrained");
    assertThat(world.events("type=HostDrained").getFirst().getReason()).isEqualTo("new disks");
    assertThat(
            refused(() ->
                    world
                        .hosts()
                        .undrainHost(
                            UndrainHostRequest.newBuilder().setHost("alpha").setEtag(etag).build()))
                .reason())
        .isEqualTo(Reason.ETAG_MISMATCH);
    assertThat(refused(() -> world.hosts().drainHost(drain("gamma").build())).reason())
        .isEqualTo(Reason.HOST_NOT_FOUND);
  }

  @Test
  void aHostThatHasSomethingIsNotRemovedUnasked() {
    sandbox("web", "alpha");
    Rejection refusal = refused(() -> world.hosts().removeHost(remove("alpha").build()));
    assertThat(refusal.reason()).isEqualTo(Reason.HOST_IN_USE);
    assertThat(refusal).hasMessageContaining("alpha").hasMessageContaining("web");
    assertThat(host("alpha").getSandboxCount()).isEqualTo(1);
    alpha.close();
    world.hosts().removeHost(remove("beta").build());
    assertThat(refused(() -> host("beta")).reason()).isEqualTo(Reason.HOST_NOT_FOUND);
    assertThat(world.hosts().removeHost(remove("nobody").setAllowMissing(true).build()).getHost())
        .isEmpty();
  }

  @Test
  void showsWhatWouldGoAndStoresNothing() {
    sandbox("web", "alpha");
    sandbox("other", "beta");
    Endpoint endpoint =
        connected(connect("web", "10.9.0.7").addPublish(PublishedPort.newBuilder().setPort(80)));
    long before = world.head();
    RemoveHostResponse would =
        world
            .hosts()
            .removeHost(remove("alpha").setDetachEndpoints(true).setValidateOnly(true).build());
    assertThat(would.getHost()).isEqualTo("alpha");
    assertThat(would.getSandboxesList()).extracting(RemovedSandbox::getName).containsExactly("web");
    RemovedEndpoint going = would.getSandboxes(0).getEndpoints(0);
    assertThat(going.getId()).isEqualTo(endpoint.getId());
    assertThat(going.getNetwork()).isEqualTo("br0");
    assertThat(going.getAddressesList()).containsExactly("10.9.0.7/24");
    assertThat(going.getPortsList()).isEqualTo(endpoint.getPortsList());
    assertThat(world.head()).isEqualTo(before);
    assertThat(alpha.endpoints()).hasSize(1);
  }

  /** What it would have to acknowledge is settled, and all that it had can be given to others. */
  @Test
  void aHostThatIsAwayIsRemovedWithAllThatItHas() {
    sandbox("web", "alpha");
    sandbox("leaving", "alpha");
    connected(
        connect("web", "10.9.0.7")
            .addPublish(PublishedPort.newBuilder().setHostPort(8080).setPort(80)));
    connected(connect("leaving", "10.9.0.9"));
    alpha.beSilent();
    sandbox("pending", "alpha");
    connected(connect("pending", "10.9.0.8").setWait(NO_WAIT));
    world
        .sandboxes()
        .removeSandbox(
            RemoveSandboxRequest.newBuilder()
                .setSandbox("leaving")
                .setDetachEndpoints(true)
                .setWait(NO_WAIT)
                .build());
    alpha.close();

    RemoveHostRequest request =
        remove("alpha").setDetachEndpoints(true).setRequestId("rq-gone").build();
    RemoveHostResponse gone = world.hosts().removeHost(request);
    assertThat(gone.getSandboxesList())
        .extracting(RemovedSandbox::getName)
        .containsExactly("leaving", "pending", "web");
    assertThat(gone.getSandboxesList())
        .extracting(RemovedSandbox::getState)
        .containsOnly(SandboxState.SANDBOX_STATE_GONE);
    assertThat(world.holders()).as("addresses are free").isEmpty();
    assertThat(world.hosts().removeHost(request).getSandboxesList())
        .isEqualTo(gone.getSandboxesList());
    assertThat(refused(() -> host("alpha")).reason()).isEqualTo(Reason.HOST_NOT_FOUND);

    sandbox("web", "beta");
    Endpoint again = connected(connect("web", "10.9.0.7"));
    assertThat(again.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
    assertThat(refused(() -> sandbox("new", "alpha")).reason()).isEqualTo(Reason.HOST_NOT_FOUND);
  }

  @Test
  void anAgentOfARemovedHostIsToldThatNothingStandsThereAndIsRegisteredAnew() {
    sandbox("web", "alpha");
    connected(
        connect("web", "10.9.0.7")
            .addPublish(PublishedPort.newBuilder().setHostPort(8080).setPort(80)));
    world.hosts().drainHost(drain("alpha").build());
    world.hosts().removeHost(remove("alpha").setDetachEndpoints(true).build());
    long removed = world.head();

    try (HandDrivenAgent back = world.host("alpha")) {
      assertThat(world.eventsAfter(removed)).contains("HostRegistered", "HostBooted");
      assertThat(back.endpoints()).isEmpty();
      Host anew = host("alpha");
      assertThat(anew.getState()).isEqualTo(HostState.HOST_STATE_READY);
      assertThat(anew.getSandboxCount()).isZero();
      sandbox("web", "alpha");
      Endpoint again =
          connected(
              connect("web", "10.9.0.7")
                  .addPublish(PublishedPort.newBuilder().setHostPort(8080).setPort(80)));
      assertThat(again.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
      assertThat(back.endpoints()).containsOnlyKeys(again.getId());
    }
  }

  @Test
  void endsTheStreamOfAHostThatIsRemoved() {
    world.hosts().removeHost(remove("beta").build());
    eventually(() ->
        assertThat(beta.ended())
            .hasValueSatisfying(why -> assertThat(why).contains("the host was removed")));
  }

  @Test
  void whatIsAskedForWhileAHostIsAwayIsDoneWhenItIsBack() {
    sandbox("web", "alpha");
    alpha.close();
    eventually(() -> assertThat(host("alpha").getConnected()).isFalse());
    assertThat(connected(connect("web", "10.9.0.7").setWait(NO_WAIT)).getState())
        .isEqualTo(EndpointState.ENDPOINT_STATE_PENDING);
    assertThat(sandbox("db", "alpha").getState()).isEqualTo(SandboxState.SANDBOX_STATE_PENDING);
    eventually(() -> assertThat(host("alpha").getLag()).isPositive());

    try (HandDrivenAgent back = world.host("alpha")) {
      eventually(() -> assertThat(back.endpoints()).hasSize(1));
      eventually(() ->
          assertThat(
                  world
                      .sandboxes()
                      .getSandbox(GetSandboxRequest.newBuilder().setSandbox("web").build())
                      .getSandbox()
                      .getEndpoints(0)
                      .getState())
              .isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED));
      eventually(() -> assertThat(host("alpha").getLag()).isZero());
    }
  }
}
