package io.netledger.network.host;

import static io.netledger.network.Story.given;

import io.netledger.network.host.HostCommand.ReportDrift;
import io.netledger.network.host.HostCommand.SayHello;
import io.netledger.network.host.HostEvent.DriftDetected;
import io.netledger.network.host.HostEvent.DriftRepaired;
import io.netledger.network.host.HostEvent.HostBooted;
import io.netledger.network.host.HostEvent.HostRegistered;
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
        .when(new ReportDrift("bridge was gone", NOW, "", "net-1", true))
        .then(
            new DriftDetected("bridge was gone", NOW, "", "net-1"),
            new DriftRepaired("bridge was gone"));
    given(HOST, REGISTERED, new HostBooted(FIRST))
        .when(new ReportDrift("bridge was gone", NOW, "", "net-1", false))
        .then(new DriftDetected("bridge was gone", NOW, "", "net-1"));
  }

  @Test
  void reportsNothingBeforeItsFirstHello() {
    given(HOST)
        .when(new ReportDrift("bridge was gone", NOW, "", "", true))
        .thenRejected(Reason.HOST_NOT_FOUND);
  }
}
