package io.netledger.network.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Members;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkDecider;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.sandbox.Memberships;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each row of the process tables. */
class ProcessTablesTest {

  private static final List<WantedAddress> WANTED =
      List.of(new WantedAddress("pool-1", Optional.empty(), Optional.empty()));
  private static final EndpointRequest REQUEST =
      new EndpointRequest(
          "net-1", "sb-1", "node-1", WANTED, List.of(), Optional.empty(), "eth0", 1);
  private static final Addressing ADDRESSING =
      new Addressing(List.of(Cidr.parse("192.0.2.7/24")), Mac.parse("02:42:c0:00:02:07"));
  private static final Failure FAILURE = new Failure(Reason.HOST_REFUSED, "no");

  private static Optional<Step> next(Endpoint endpoint) {
    return ConnectProcess.next("ep-1", endpoint, sandbox -> sandbox + "-name");
  }

  @Test
  void anEndpointWaitsForItsAddressesAndGivesThemBack() {
    Optional<Addressing> addressing = Optional.of(ADDRESSING);
    assertThat(next(new Endpoint.Absent())).isEmpty();
    assertThat(next(new Endpoint.Requested(REQUEST)))
        .contains(new Step.AllocateAddresses("ep-1", "sb-1-name", WANTED));
    assertThat(next(new Endpoint.Addressed(REQUEST, ADDRESSING))).isEmpty();
    assertThat(next(new Endpoint.Attached(REQUEST, ADDRESSING, 7))).isEmpty();
    assertThat(next(new Endpoint.Leaving(REQUEST, addressing))).isEmpty();
    assertThat(next(new Endpoint.Detached(REQUEST, addressing)))
        .contains(new Step.ReleaseAddresses("ep-1", WANTED));
    assertThat(next(new Endpoint.Failed(REQUEST, addressing, FAILURE)))
        .contains(new Step.ReleaseAddresses("ep-1", WANTED));
    assertThat(next(new Endpoint.Removed(REQUEST, addressing, Optional.empty()))).isEmpty();
  }

  @Test
  void aNetworkOpensItsPoolsAndClosesThemWhenItIsEmpty() {
    NetworkSettings settings =
        new NetworkSettings(
            "br0", List.of(), false, false, Map.of(), false, DriverOptions.Bridge.PLAIN);
    Cidr subnet = Cidr.parse("192.0.2.0/24");
    List<NetworkPool> pools =
        List.of(new NetworkPool("pool-1", subnet, subnet, Optional.empty(), Map.of(), false));
    Network busy =
        new NetworkDecider()
            .replay(
                List.of(
                    new NetworkEvent.NetworkRequested(settings),
                    new NetworkEvent.NetworkCreated(pools),
                    new NetworkEvent.EndpointAdded("ep-1", "sb-1", Optional.empty()),
                    new NetworkEvent.NetworkRemoving()));
    assertThat(next(new Network.Absent())).isEmpty();
    assertThat(next(new Network.Requested(settings)))
        .contains(new Step.OpenPools("net-1", settings.wantedPools()));
    assertThat(next(new Network.Ready(settings, pools, Members.NONE))).isEmpty();
    assertThat(next(busy)).as("an endpoint is still on it").isEmpty();
    assertThat(next(new Network.Removing(settings, pools, Members.NONE)))
        .contains(new Step.ClosePools("net-1", List.of("pool-1")));
    assertThat(next(new Network.Failed(settings, FAILURE)))
        .contains(new Step.CloseOwnedPools("net-1"));
    assertThat(next(new Network.Removed(settings, pools, Optional.empty()))).isEmpty();
  }

  private static Optional<Step> next(Network network) {
    return NetworkProcess.next("net-1", network);
  }

  @Test
  void aSandboxIsForgottenOnlyWhenNoHostHasIt() {
    SandboxSettings settings = new SandboxSettings("web", "node-1", Map.of(), new Namespace.Made());
    assertThat(next(new Sandbox.Absent())).isEmpty();
    assertThat(next(new Sandbox.Created(settings, Memberships.NONE))).isEmpty();
    assertThat(next(new Sandbox.Ready(settings, "/x", Memberships.NONE))).isEmpty();
    assertThat(next(new Sandbox.Failed(settings, "no", Memberships.NONE))).isEmpty();
    assertThat(next(new Sandbox.Removing(settings, Memberships.NONE, true))).isEmpty();
    assertThat(next(new Sandbox.Removing(settings, Memberships.NONE, false)))
        .contains(new Step.ForgetSandbox("sb-1"));
    assertThat(next(new Sandbox.Removed(settings))).isEmpty();
  }

  private static Optional<Step> next(Sandbox sandbox) {
    return SandboxProcess.next("sb-1", sandbox);
  }
}
