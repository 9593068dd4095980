package io.netledger.network.rules;

import static io.netledger.network.Things.host;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.sandbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Work;
import io.netledger.network.Happening;
import io.netledger.network.Kinds;
import io.netledger.network.MemoryLog;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.sandbox.SandboxEvent.SandboxOrphaned;
import io.netledger.network.sandbox.SandboxEvent.SandboxRejoined;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests … */
class HospitalityTest {

  private static final String WEB = id("a1");
  private static final String NEW_WEB = id("a2");
  private static final String SIDE = id("b1");
  private static final String OTHER = id("b2");

  private final MemoryLog log = new MemoryLog();

  @BeforeEach
  void twoHostsAndADonor() {
    log.append(host("h1"));
    log.append(host("h2"));
    log.append(sandbox(WEB, "web", "h1"));
    log.append(work -> SandboxRules.ready(work, WEB, "/run/netns/web"));
  }

  private static Consumer<Work> guest(String id, String name, String donor) {
    return guest(id, name, donor, "");
  }

  private static Consumer<Work> guest(String id, String name, String donor, String host) {
    return create(id, name, host, new Namespace.OfDonor("", donor, false));
  }

  private static Consumer<Work> create(String id, String name, String host, Namespace namespace) {
    return work ->
        SandboxRules.create(work, id, new SandboxSettings(name, host, Map.of(), namespace));
  }

  private void remove(String id) {
    log.append(work -> SandboxRules.remove(work, id, true));
    log.append(work -> SandboxRules.removed(work, id));
  }

  private SandboxSettings settings(String id) {
    return log.state(Kinds.SANDBOX, id).asked().orElseThrow();
  }

  private List<SandboxEvent> of(String id, List<Recorded> events) {
    return events.stream()
        .flatMap(Happening::of)
        .filter(happening -> happening.id().equals(id))
        .map(happening -> ((Happening.OfSandbox) happening).event())
        .toList();
  }

  private Reason refusal(Consumer<Work> decision) {
    Rejection refused = catchThrowableOfType(Rejection.class, () -> log.append(decision));
    assertThat(refused).isNotNull();
    return Optional.of(refused).map(Rejection::reason).orElseThrow();
  }

  @Test
  void areOnTheirDonorsHost() {
    log.append(guest(SIDE, "side", "web"));
    assertThat(settings(SIDE).host()).isEqualTo("h1");
    assertThat(settings(SIDE).namespace()).isEqualTo(new Namespace.OfDonor(WEB, "web", false));
    log.append(guest(OTHER, "other", WEB, "h1"));
    assertThat(refusal(guest(id("b3"), "far", "web", "h2"))).isEqualTo(Reason.DONOR_ELSEWHERE);
  }

  @Test
  void ofAGuestShareTheSameDonor() {
    log.append(guest(SIDE, "side", "web"));
    log.append(guest(OTHER, "other", "side"));
    assertThat(settings(OTHER).namespace()).isEqualTo(new Namespace.OfDonor(WEB, "web", false));
  }

  @Test
  void needADonorThatIsThere() {
    assertThat(refusal(guest(SIDE, "side", "nobody"))).isEqualTo(Reason.SANDBOX_NOT_FOUND);
    assertThat(refusal(guest(SIDE, "side", "side"))).isEqualTo(Reason.INVALID_ARGUMENT);
    log.append(guest(SIDE, "side", "web"));
    log.append(work -> SandboxRules.remove(work, WEB, false));
    assertThat(refusal(guest(OTHER, "other", "web"))).isEqualTo(Reason.SANDBOX_NOT_READY);
    assertThat(refusal(guest(OTHER, "other", "side"))).isEqualTo(Reason.SANDBOX_NOT_READY);
  }

  @Test
  void loseTheirDonorInTheDecisionThatRemovesIt() {
    log.append(guest(SIDE, "side", "web"));
    var events = log.append(work -> SandboxRules.remove(work, WEB, false));
    assertThat(of(SIDE, events)).containsExactly(new SandboxOrphaned(WEB));
    assertThat(log.append(work -> SandboxRules.remove(work, WEB, false))).isEmpty();
  }

  @Test
  void loseADonorThatItsHostRefuses() {
    log.append(sandbox(NEW_WEB, "bad", "h1"));
    log.append(guest(SIDE, "side", "bad"));
    var events = log.append(work -> SandboxRules.failed(work, NEW_WEB, "File exists"));
    assertThat(of(SIDE, events)).containsExactly(new SandboxOrphaned(NEW_WEB));
  }

  @Test
  void rejoinTheNextOfItsNameWhichTakesTheirNamespace() {
    log.append(guest(SIDE, "side", "web"));
    log.append(guest(OTHER, "other", "web"));
    remove(WEB);
    var events = log.append(sandbox(NEW_WEB, "web", "h1"));
    assertThat(of(SIDE, events)).containsExactly(new SandboxRejoined(NEW_WEB));
    assertThat(of(OTHER, events)).containsExactly(new SandboxRejoined(NEW_WEB));
    assertThat(settings(NEW_WEB).namespace()).isEqualTo(new Namespace.OfGuest(SIDE));

    remove(NEW_WEB);
    log.append(sandbox(id("a3"), "web", "h1"));
    assertThat(settings(id("a3")).namespace()).isEqualTo(new Namespace.OfGuest(SIDE));
  }

  @Test
  void waitOnTheirOwnHostOnly() {
    log.append(guest(SIDE, "side", "web"));
    remove(WEB);
    var events = log.append(sandbox(NEW_WEB, "web", "h2"));
    assertThat(of(SIDE, events)).isEmpty();
    assertThat(settings(NEW_WEB).namespace()).isEqualTo(new Namespace.Made());
  }

  @Test
  void doNotGetIntoTheHostsStackByWaiting() {
    log.append(guest(SIDE, "side", "web"));
    remove(WEB);
    var events = log.append(create(NEW_WEB, "web", "h1", new Namespace.OfHost()));
    assertThat(of(SIDE, events)).isEmpty();
  }

  @Test
  void doNotHandOnWhatTheirDonorHadAdopted() {
    log.append(create(NEW_WEB, "engine", "h1", new Namespace.OfProcess(4711)));
    log.append(guest(SIDE, "side", "engine"));
    remove(NEW_WEB);
    var events = log.append(sandbox(id("a3"), "engine", "h1"));
    assertThat(of(SIDE, events)).containsExactly(new SandboxRejoined(id("a3")));
    assertThat(settings(id("a3")).namespace()).isEqualTo(new Namespace.Made());
  }

  @Test
  void areForgottenWhenTheyAreGone() {
    log.append(guest(SIDE, "side", "web"));
    remove(SIDE);
    assertThat(log.state(Kinds.GUESTS, Kinds.SANDBOX_STREAM).of("web")).isEmpty();
    remove(WEB);
    assertThat(of(SIDE, log.append(sandbox(NEW_WEB, "web", "h1")))).isEmpty();
    assertThat(settings(NEW_WEB).namespace()).isEqualTo(new Namespace.Made());
  }
}
