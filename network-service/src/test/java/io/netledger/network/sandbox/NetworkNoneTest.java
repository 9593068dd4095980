package io.netledger.network.sandbox;

import static io.netledger.network.Story.given;

import io.netledger.network.sandbox.SandboxCommand.JoinNetwork;
import io.netledger.network.sandbox.SandboxCommand.JoinNone;
import io.netledger.network.sandbox.SandboxCommand.LeaveNone;
import io.netledger.network.sandbox.SandboxEvent.SandboxCreated;
import io.netledger.network.sandbox.SandboxEvent.SandboxJoined;
import io.netledger.network.sandbox.SandboxEvent.SandboxModeChanged;
import io.netledger.network.sandbox.SandboxEvent.SandboxReady;
import io.netledger.refusal.Reason;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sandbox and network none … */
class NetworkNoneTest {

  private static final SandboxDecider SANDBOX = new SandboxDecider();
  private static final SandboxCreated CREATED =
      new SandboxCreated(new SandboxSettings("web", "node-1", Map.of(), new Namespace.Made()));
  private static final SandboxReady READY = new SandboxReady("/run/netns/web");
  private static final SandboxJoined JOINED = new SandboxJoined("ep-1", "net-1", "eth0", 1);

  private static JoinNetwork join(String endpoint, String network) {
    return new JoinNetwork(endpoint, network, Optional.empty(), "eth");
  }

  @Test
  void joinsNothingIfItIsWithoutNetworks() {
    var lone =
        new SandboxSettings("web", "node-1", Map.of(), new Namespace.Made(), true, Dns.OF_HOST);
    given(SANDBOX, new SandboxCreated(lone))
        .when(join("ep-1", "net-1"))
        .thenRejected(
            Reason.SANDBOX_NOT_CONNECTABLE,
            "container cannot be connected to multiple networks with one of the networks in"
                + " private (none) mode");
  }

  @Test
  void isOnNetworkNoneOrOnOthers() {
    var on = new SandboxModeChanged(true);
    var off = new SandboxModeChanged(false);
    given(SANDBOX, CREATED, READY).when(new JoinNone()).then(on);
    given(SANDBOX, CREATED, READY, on).when(new LeaveNone()).then(off);
    given(SANDBOX, CREATED, READY, on, off).when(join("ep-1", "net-1")).then(JOINED);
    given(SANDBOX, CREATED, READY, on)
        .when(join("ep-1", "net-1"))
        .thenRejected(
            Reason.SANDBOX_NOT_CONNECTABLE,
            "container cannot be connected to multiple networks with one of the networks in"
                + " private (none) mode: sandbox web is on network none");
    given(SANDBOX, CREATED, READY, on)
        .when(new JoinNone())
        .thenRejected(
            Reason.ALREADY_CONNECTED, "endpoint with name web already exists in network none");
    given(SANDBOX, CREATED, READY, JOINED)
        .when(new JoinNone())
        .thenRejected(
            Reason.NETWORK_NOT_CONNECTABLE,
            "container cannot be connected to multiple networks with one of the networks in"
                + " private (none) mode: sandbox web is on other networks");
    given(SANDBOX, CREATED)
        .when(new LeaveNone())
        .thenRejected(Reason.NOT_CONNECTED, "sandbox web is not connected to network none");
    given(
            SANDBOX,
            new SandboxCreated(
                new SandboxSettings(
                    "side", "node-1", Map.of(), new Namespace.OfDonor("web-1", "web", false))))
        .when(new JoinNone())
        .thenRejected(
            Reason.SANDBOX_NOT_CONNECTABLE, "container sharing network namespace with another");
  }
}
