package io.netledger.network.host;

import static io.netledger.network.Story.given;

import io.netledger.network.host.HostCommand.DrainHost;
import io.netledger.network.host.HostCommand.Outcome;
import io.netledger.network.host.HostCommand.RemoveHost;
import io.netledger.network.host.HostCommand.ReportDrift;
import io.netledger.network.host.HostCommand.SayHello;
import io.netledger.network.host.HostCommand.UndrainHost;
import io.netledger.network.host.HostEvent.DriftDetected;
import io.netledger.network.host.HostEvent.DriftRepaired;
import io.netledger.network.host.HostEvent.HostBooted;
import io.netledger.network.host.HostEvent.HostDrained;
import io.netledger.network.host.HostEvent.HostProbed;
import io.netledger.network.host.HostEvent.HostRegistered;
import io.netledger.network.host.HostEvent.HostRemoved;
import io.netledger.network.host.HostEvent.HostUndrained;
import io.netledger.network.host.HostEvent.RepairFailed;
import io.netledger.refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A host … */
class HostDeciderTest {

  private static final HostDecider HOST = new HostDecider();
  private static final Boot FIRST =
      new Boot("boot-1", Optional.empty(), List.of("bridge"), Map.of());
  private static final Boot SECOND =
      new Boot("boot-2", Optional.empty(), List.of("bridge"), Map.of());
  private static final HostRegistered REGISTERED = new HostRegistered("node-1");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.000006Z");

  @Test
  void isRegisteredWithItsFirstHello() {
    given(HOST).when(new SayHello("node-1", FIRST)).then(REGISTERED, new HostBooted(FIRST));
  }

  @Test
  void saysHelloAgainWithoutEvents() {
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(new SayHello("node-1", FIRST))
        .thenNothing();
  }

  @Test
  void bootsWhenItsBootIdIsNew() {
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(new SayHello("node-1", SECOND))
        .then(new HostBooted(SECOND));
  }

  @Test
  void reportsDrift() {
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(drift(new Outcome.Repaired(), false))
        .then(
            new DriftDetected("bridge was gone", NOW, "", "net-1"),
            new DriftRepaired("bridge was gone"));
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(drift(new Outcome.Open(), false))
        .then(new DriftDetected("bridge was gone", NOW, "", "net-1"));
  }

  @Test
  void reportsNothingBeforeItsFirstHello() {
    given(HOST).when(drift(new Outcome.Repaired(), false)).thenRejected(Reason.HOST_NOT_FOUND);
  }

  @Test
  void saysOnceThatDriftWasFoundAndThenWhatBecameOfIt() {
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(drift(new Outcome.Repaired(), true))
        .then(new DriftRepaired("bridge was gone"));
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(drift(new Outcome.Failed("not ours"), true))
        .then(new RepairFailed("bridge was gone", "not ours"));
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(drift(new Outcome.Failed("not ours"), false))
        .then(
            new DriftDetected("bridge was gone", NOW, "", "net-1"),
            new RepairFailed("bridge was gone", "not ours"));
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(drift(new Outcome.Open(), true))
        .thenNothing();
  }

  @Test
  void isDrainedAndTakesNewThingsAgain() {
    given(HOST, REGISTERED, new HostBooted(FIRST)).when(new DrainHost()).then(new HostDrained());
    given(HOST, REGISTERED, new HostBooted(FIRST), new HostDrained())
        .when(new DrainHost())
        .thenNothing();
    given(HOST, REGISTERED, new HostBooted(FIRST), new HostDrained())
        .when(new UndrainHost())
        .then(new HostUndrained());
    given(HOST, REGISTERED, new HostBooted(FIRST)).when(new UndrainHost()).thenNothing();
    given(HOST).when(new DrainHost()).thenRejected(Reason.HOST_NOT_FOUND);
    given(HOST).when(new UndrainHost()).thenRejected(Reason.HOST_NOT_FOUND);
  }

  @Test
  void staysDrainedWhenItBootsAnew() {
    given(HOST, REGISTERED, new HostBooted(FIRST), new HostDrained(), new HostBooted(SECOND))
        .when(new DrainHost())
        .thenNothing();
    given(
            HOST,
            REGISTERED,
            new HostBooted(FIRST),
            new HostDrained(),
            new HostProbed(List.of(), Map.of()))
        .when(new DrainHost())
        .thenNothing();
  }

  @Test
  void isRemovedUnlessItHasSandboxes() {
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(new RemoveHost(false, List.of()))
        .then(new HostRemoved());
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(new RemoveHost(false, List.of("db", "web")))
        .thenRejected(Reason.HOST_IN_USE, "node-1", "db, web");
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(new RemoveHost(true, List.of("db", "web")))
        .then(new HostRemoved());
    given(HOST, REGISTERED, new HostBooted(FIRST), new HostRemoved())
        .when(new RemoveHost(true, List.of()))
        .thenRejected(Reason.HOST_NOT_FOUND);
  }

  @Test
  void isRegisteredAnewAfterItWasRemoved() {
    given(HOST, REGISTERED, new HostBooted(FIRST), new HostDrained(), new HostRemoved())
        .when(new SayHello("node-1", FIRST))
        .then(REGISTERED, new HostBooted(FIRST));
    given(
            HOST,
            REGISTERED,
            new HostBooted(FIRST),
            new HostDrained(),
            new HostRemoved(),
            REGISTERED,
            new HostBooted(FIRST))
        .when(new UndrainHost())
        .thenNothing();
  }

  private static ReportDrift drift(Outcome outcome, boolean toldBefore) {
    return new ReportDrift("bridge was gone", NOW, "", "net-1", outcome, toldBefore);
  }
}
