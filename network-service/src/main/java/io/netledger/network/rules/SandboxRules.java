package io.netledger.network.rules;

import static java.util.stream.Collectors.toMap;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.failure.Failure;
import io.netledger.network.name.NameCommand.ClaimName;
import io.netledger.network.name.NameCommand.FreeName;
import io.netledger.network.name.Names;
import io.netledger.network.sandbox.Memberships;
import io.netledger.network.sandbox.Memberships.Membership;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxCommand.AbandonSandbox;
import io.netledger.network.sandbox.SandboxCommand.ConfirmReady;
import io.netledger.network.sandbox.SandboxCommand.ConfirmRemoved;
import io.netledger.network.sandbox.SandboxCommand.CreateSandbox;
import io.netledger.network.sandbox.SandboxCommand.FailSandbox;
import io.netledger.network.sandbox.SandboxCommand.RemoveSandbox;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.sandbox.SandboxEvent.SandboxRemoved;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.refusal.Reason;
import java.util.List;
import java.util.Map;

/** Making and removing sandboxes: the sandbox, its name, its endpoints. */
public final class SandboxRules {

  private SandboxRules() {}

  /**
   * Asks for a sandbox.
   *
   * @param id drawn for it
   * @param hostWord names the host; empty: the only one
   */
  public static void create(
      Work work,
      String id,
      String name,
      String hostWord,
      Map<String, String> labels,
      Namespace namespace) {
    create(work, id, new SandboxSettings(name, hostWord, labels, namespace));
  }

  /**
   * Asks for a sandbox.
   *
   * @param wish with a word that names the host; empty: the only one, or the donor's; and if it is
   *     to share another's namespace, with a word that names the donor
   */
  public static void create(Work work, String id, SandboxSettings wish) {
    SandboxSettings settings = Hospitality.settled(work, wish);
    HostRules.refuseDrained(work, settings.host());
    work.begin(Kinds.SANDBOX, id, new CreateSandbox(settings));
    work.decide(Kinds.SANDBOX_NAMES, Kinds.SANDBOX_STREAM, new ClaimName(wish.name(), id));
    Hospitality.welcome(work, id, settings);
  }

  /** Its host says that the namespace is there. */
  public static void ready(Work work, String id, String netnsPath) {
    work.decide(Kinds.SANDBOX, id, new ConfirmReady(netnsPath));
  }

  /** Its host has refused it, so its endpoints fail with it. A host that had it once is ignored. */
  public static void failed(Work work, String id, String message) {
    Memberships networks = work.state(Kinds.SANDBOX, id).networks();
    if (!work.decide(Kinds.SANDBOX, id, new FailSandbox(message)).isEmpty()) {
      Failure failure = new Failure(Reason.HOST_REFUSED, message);
      networks.byNetwork().values().stream()
          .map(Membership::endpointId)
          .sorted()
          .forEach(endpoint -> EndpointRules.fail(work, endpoint, failure));
      Hospitality.orphan(work, id);
    }
  }

  /** The sandbox takes no more endpoints; with {@code detach} its own leave. */
  public static void remove(Work work, String id, boolean detach) {
    Memberships networks = work.state(Kinds.SANDBOX, id).networks();
    if (detach) {
      leaveAll(work, id, false);
    }
    List<SandboxEvent> events =
        work.decide(Kinds.SANDBOX, id, new RemoveSandbox(detach, networkNames(work, networks)));
    if (!events.isEmpty()) {
      Hospitality.orphan(work, id);
    }
    afterwards(work, id, events);
  }

  /** Its host is removed: it is given up with its endpoints, without the host's word. */
  static void abandon(Work work, String id) {
    leaveAll(work, id, true);
    List<SandboxEvent> events = work.decide(Kinds.SANDBOX, id, new AbandonSandbox());
    if (!events.isEmpty()) {
      Hospitality.orphan(work, id);
    }
    afterwards(work, id, events);
  }

  private static void leaveAll(Work work, String id, boolean force) {
    work.state(Kinds.SANDBOX, id).networks().byNetwork().values().stream()
        .map(Membership::endpointId)
        .sorted()
        .forEach(endpoint -> EndpointRules.leave(work, endpoint, force));
  }

  private static Map<String, String> networkNames(Work work, Memberships networks) {
    Names names = Naming.networkNames(work);
    return networks.byNetwork().keySet().stream()
        .collect(toMap(id -> id, id -> names.nameOf(id).orElse(id)));
  }

  /**
   * Its host has nothing of it any more; its name is free from here on.
   *
   * @throws io.netledger.refusal.Rejection SANDBOX_NOT_READY if it is not being removed or still
   *     has endpoints
   */
  public static void removed(Work work, String id) {
    afterwards(work, id, work.decide(Kinds.SANDBOX, id, new ConfirmRemoved()));
  }

  private static void afterwards(Work work, String id, List<SandboxEvent> events) {
    if (events.stream().anyMatch(SandboxRemoved.class::isInstance)) {
      Hospitality.forget(work, id);
      Naming.sandboxNames(work)
          .nameOf(id)
          .ifPresent(name ->
              work.decide(Kinds.SANDBOX_NAMES, Kinds.SANDBOX_STREAM, new FreeName(name, id)));
    }
  }
}
