package io.netledger.network.sandbox;

import static io.netledger.network.Story.given;

import io.netledger.network.sandbox.SandboxCommand.AbandonSandbox;
import io.netledger.network.sandbox.SandboxCommand.ConfirmReady;
import io.netledger.network.sandbox.SandboxCommand.ConfirmRemoved;
import io.netledger.network.sandbox.SandboxCommand.CreateSandbox;
import io.netledger.network.sandbox.SandboxCommand.FailSandbox;
import io.netledger.network.sandbox.SandboxCommand.JoinNetwork;
import io.netledger.network.sandbox.SandboxCommand.LeaveNetwork;
import io.netledger.network.sandbox.SandboxCommand.LoseDonor;
import io.netledger.network.sandbox.SandboxCommand.RejoinDonor;
import io.netledger.network.sandbox.SandboxCommand.RemoveSandbox;
import io.netledger.network.sandbox.SandboxEvent.SandboxCreated;
import io.netledger.network.sandbox.SandboxEvent.SandboxFailed;
import io.netledger.network.sandbox.SandboxEvent.SandboxJoined;
import io.netledger.network.sandbox.SandboxEvent.SandboxLeft;
import io.netledger.network.sandbox.SandboxEvent.SandboxOrphaned;
import io.netledger.network.sandbox.SandboxEvent.SandboxReady;
import io.netledger.network.sandbox.SandboxEvent.SandboxRejoined;
import io.netledger.network.sandbox.SandboxEvent.SandboxRemoved;
import io.netledger.network.sandbox.SandboxEvent.SandboxRemoving;
import io.netledger.refusal.Reason;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sandbox … */
class SandboxDeciderTest {

  private static final SandboxDecider SANDBOX = new SandboxDecider();
  private static final SandboxSettings WEB =
      new SandboxSettings("web", "node-1", Map.of(), new Namespace.Made());
  private static final SandboxCreated CREATED = new SandboxCreated(WEB);
  private static final SandboxReady READY = new SandboxReady("/run/netns/web");
  private static final SandboxFailed FAILED = new SandboxFailed("File exists");
  private static final SandboxJoined JOINED = new SandboxJoined("ep-1", "net-1", "eth0", 1);
  private static final RemoveSandbox REMOVE = new RemoveSandbox(false, Map.of("net-1", "br0"));

  private static JoinNetwork join(String endpoint, String network) {
    return new JoinNetwork(endpoint, network, Optional.empty(), "eth");
  }

  @Test
  void isCreatedOnce() {
    given(SANDBOX).when(new CreateSandbox(WEB)).then(CREATED);
    given(SANDBOX, CREATED).when(new CreateSandbox(WEB)).thenNothing();
    given(SANDBOX, CREATED, READY).when(new CreateSandbox(WEB)).thenNothing();
  }

  @Test
  void isNotCreatedAgainAsSomethingElse() {
    given(SANDBOX, CREATED)
        .when(
            new CreateSandbox(new SandboxSettings("db", "node-1", Map.of(), new Namespace.Made())))
        .thenRejected(Reason.NAME_TAKEN);
  }

  @Test
  void isReadyWhenItsHostSaysSo() {
    given(SANDBOX, CREATED).when(new ConfirmReady("/run/netns/web")).then(READY);
    given(SANDBOX, CREATED, READY).when(new ConfirmReady("/run/netns/web")).thenNothing();
  }

  @Test
  void mayBeElsewhereAfterABoot() {
    given(SANDBOX, CREATED, READY)
        .when(new ConfirmReady("/run/other"))
        .then(new SandboxReady("/run/other"));
  }

  @Test
  void failsWhenItsHostRefuses() {
    given(SANDBOX, CREATED).when(new FailSandbox("File exists")).then(FAILED);
    given(SANDBOX, CREATED, FAILED).when(new FailSandbox("File exists")).thenNothing();
  }

  @Test
  void doesNotFailOnceItWasThere() {
    given(SANDBOX, CREATED, READY).when(new FailSandbox("File exists")).thenNothing();
  }

  @Test
  void callsItsInterfacesAsTheNetworkSays() {
    given(SANDBOX, CREATED, READY, JOINED)
        .when(new JoinNetwork("ep-2", "net-2", Optional.empty(), "lan"))
        .then(new SandboxJoined("ep-2", "net-2", "lan0", 2));
    given(SANDBOX, CREATED, READY, new SandboxJoined("ep-1", "net-1", "lan0", 1))
        .when(new JoinNetwork("ep-2", "net-2", Optional.empty(), "lan"))
        .then(new SandboxJoined("ep-2", "net-2", "lan1", 2));
  }

  @Test
  void joinsNothingWithItsHostsNetworkStack() {
    var host = new SandboxSettings("web", "node-1", Map.of(), new Namespace.OfHost());
    given(SANDBOX, new SandboxCreated(host), READY)
        .when(join("ep-1", "net-1"))
        .thenRejected(
            Reason.SANDBOX_NOT_CONNECTABLE,
            "container sharing network namespace with another container or host cannot be"
                + " connected to any other network");
  }

  private static final SandboxCreated GUEST =
      new SandboxCreated(
          new SandboxSettings(
              "side", "node-1", Map.of(), new Namespace.OfDonor("web-1", "web", false)));

  @Test
  void joinsNothingWithTheNamespaceOfAnother() {
    given(SANDBOX, GUEST, READY)
        .when(join("ep-1", "net-1"))
        .thenRejected(
            Reason.SANDBOX_NOT_CONNECTABLE,
            "container sharing network namespace with another container or host cannot be"
                + " connected to any other network");
  }

  @Test
  void losesTheDonorThatItHas() {
    given(SANDBOX, GUEST).when(new LoseDonor("web-1")).then(new SandboxOrphaned("web-1"));
    given(SANDBOX, GUEST, READY).when(new LoseDonor("web-1")).then(new SandboxOrphaned("web-1"));
    given(SANDBOX, GUEST, READY).when(new LoseDonor("web-0")).thenNothing();
    given(SANDBOX, GUEST, READY, new SandboxOrphaned("web-1"))
        .when(new LoseDonor("web-1"))
        .thenNothing();
    given(SANDBOX, CREATED, READY).when(new LoseDonor("web-1")).thenNothing();
    given(SANDBOX, GUEST, FAILED).when(new LoseDonor("web-1")).thenNothing();
  }

  @Test
  void rejoinsADonorWhenItHasNone() {
    var orphaned = new SandboxOrphaned("web-1");
    var rejoined = new SandboxRejoined("web-2");
    given(SANDBOX, GUEST, READY, orphaned).when(new RejoinDonor("web-2")).then(rejoined);
    given(SANDBOX, GUEST, READY, orphaned, rejoined).when(new RejoinDonor("web-2")).thenNothing();
    given(SANDBOX, GUEST, READY, orphaned, rejoined)
        .when(new LoseDonor("web-2"))
        .then(new SandboxOrphaned("web-2"));
    given(SANDBOX, GUEST, READY).when(new RejoinDonor("web-2")).thenNothing();
    given(SANDBOX, CREATED, READY).when(new RejoinDonor("web-2")).thenNothing();
    given(SANDBOX, GUEST, orphaned, new SandboxRemoving(false))
        .when(new RejoinDonor("web-2"))
        .thenNothing();
  }

  @Test
  void joinsNetworksInOrderWithTheLowestFreeInterface() {
    given(SANDBOX, CREATED).when(join("ep-1", "net-1")).then(JOINED);
    given(SANDBOX, CREATED, READY, JOINED)
        .when(join("ep-2", "net-2"))
        .then(new SandboxJoined("ep-2", "net-2", "eth1", 2));
    given(
            SANDBOX,
            CREATED,
            READY,
            JOINED,
            new SandboxJoined("ep-2", "net-2", "eth1", 2),
            new SandboxLeft("ep-1"))
        .when(join("ep-3", "net-3"))
        .then(new SandboxJoined("ep-3", "net-3", "eth0", 3));
  }

  @Test
  void joinsWithTheInterfaceAskedFor() {
    given(SANDBOX, CREATED, READY)
        .when(new JoinNetwork("ep-1", "net-1", Optional.of("lan0"), "eth"))
        .then(new SandboxJoined("ep-1", "net-1", "lan0", 1));
  }

  @Test
  void refusesAnInterfaceThatItHas() {
    given(SANDBOX, CREATED, READY, JOINED)
        .when(new JoinNetwork("ep-2", "net-2", Optional.of("eth0"), "eth"))
        .thenRejected(Reason.INTERFACE_TAKEN, "eth0");
    given(SANDBOX, CREATED, READY)
        .when(new JoinNetwork("ep-2", "net-2", Optional.of("lo"), "eth"))
        .thenRejected(Reason.INTERFACE_TAKEN, "lo");
  }

  @Test
  void joinsANetworkOnce() {
    given(SANDBOX, CREATED, READY, JOINED).when(join("ep-1", "net-1")).thenNothing();
    given(SANDBOX, CREATED, READY, JOINED)
        .when(join("ep-2", "net-1"))
        .thenRejected(Reason.ALREADY_CONNECTED, "endpoint with name web already exists");
  }

  @Test
  void joinsNothingWhenItHasFailedOrGoes() {
    given(SANDBOX).when(join("ep-1", "net-1")).thenRejected(Reason.SANDBOX_NOT_FOUND);
    given(SANDBOX, CREATED, FAILED)
        .when(join("ep-1", "net-1"))
        .thenRejected(Reason.SANDBOX_NOT_READY, "File exists");
    given(SANDBOX, CREATED, READY, new SandboxRemoving(false))
        .when(join("ep-1", "net-1"))
        .thenRejected(Reason.SANDBOX_NOT_READY, "being removed");
    given(SANDBOX, CREATED, READY, new SandboxRemoving(false), new SandboxRemoved())
        .when(join("ep-1", "net-1"))
        .thenRejected(Reason.SANDBOX_NOT_FOUND);
  }

  @Test
  void leavesOnce() {
    given(SANDBOX, CREATED, READY, JOINED)
        .when(new LeaveNetwork("ep-1"))
        .then(new SandboxLeft("ep-1"));
    given(SANDBOX, CREATED, READY).when(new LeaveNetwork("ep-1")).thenNothing();
  }

  @Test
  void isNotRemovedWithEndpointsAndNamesTheNetworks() {
    given(SANDBOX, CREATED, READY, JOINED)
        .when(REMOVE)
        .thenRejected(Reason.SANDBOX_IN_USE, "web", "br0");
  }

  @Test
  void isRemovedWhenItsEndpointsAreLeaving() {
    given(SANDBOX, CREATED, READY, JOINED)
        .when(new RemoveSandbox(true, Map.of()))
        .then(new SandboxRemoving(false));
    given(SANDBOX, CREATED, READY, JOINED, new SandboxRemoving(false))
        .when(new ConfirmRemoved())
        .thenRejected(Reason.SANDBOX_NOT_READY);
    given(SANDBOX, CREATED, READY, JOINED, new SandboxRemoving(false), new SandboxLeft("ep-1"))
        .when(new ConfirmRemoved())
        .then(new SandboxRemoved());
  }

  @Test
  void isRemovedOnce() {
    given(SANDBOX, CREATED, READY).when(REMOVE).then(new SandboxRemoving(false));
    given(SANDBOX, CREATED, READY, new SandboxRemoving(false)).when(REMOVE).thenNothing();
    given(SANDBOX, CREATED, READY, new SandboxRemoving(false), new SandboxRemoved())
        .when(new ConfirmRemoved())
        .thenNothing();
    given(SANDBOX, CREATED, READY)
        .when(new ConfirmRemoved())
        .thenRejected(Reason.SANDBOX_NOT_READY);
  }

  @Test
  void isRemovedAtOnceWhenItsHostHasNothingOfIt() {
    given(SANDBOX, CREATED, FAILED)
        .when(REMOVE)
        .then(new SandboxRemoving(false), new SandboxRemoved());
  }

  @Test
  void isGivenUpWithoutItsHostsWord() {
    given(SANDBOX, CREATED, READY)
        .when(new AbandonSandbox())
        .then(new SandboxRemoving(true), new SandboxRemoved());
    given(SANDBOX, CREATED, READY, JOINED)
        .when(new AbandonSandbox())
        .then(new SandboxRemoving(true));
    given(SANDBOX, CREATED, READY, JOINED, new SandboxRemoving(true), new SandboxLeft("ep-1"))
        .when(new ConfirmRemoved())
        .then(new SandboxRemoved());
  }

  @Test
  void isGivenUpAlsoWhileItsRemovalWaitsForTheHost() {
    given(SANDBOX, CREATED, READY, new SandboxRemoving(false))
        .when(new AbandonSandbox())
        .then(new SandboxRemoving(true), new SandboxRemoved());
    given(SANDBOX, CREATED, READY, JOINED, new SandboxRemoving(true))
        .when(new AbandonSandbox())
        .thenNothing();
    given(SANDBOX, CREATED, READY, new SandboxRemoving(true), new SandboxRemoved())
        .when(new AbandonSandbox())
        .thenNothing();
    given(SANDBOX).when(new AbandonSandbox()).thenRejected(Reason.SANDBOX_NOT_FOUND);
  }
}
