package io.netledger.network.rules;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.host.Boot;
import io.netledger.network.host.Host;
import io.netledger.network.host.HostCommand.DrainHost;
import io.netledger.network.host.HostCommand.RemoveHost;
import io.netledger.network.host.HostCommand.ReportDrift;
import io.netledger.network.host.HostCommand.SayHello;
import io.netledger.network.host.HostCommand.UndrainHost;
import io.netledger.network.host.HostEvent;
import io.netledger.network.name.NameCommand.ClaimName;
import io.netledger.network.name.NameCommand.FreeName;
import io.netledger.network.name.Names;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the agents of hosts tell of the hosts themselves, and what users want of them. */
public final class HostRules {

  private HostRules() {}

  /** The host's agent is on the line; its first hello makes the host known. */
  public static void hello(Work work, String name, Boot boot) {
    work.decide(Kinds.HOST_NAMES, Kinds.HOST_STREAM, new ClaimName(name, name));
    boolean isNew =
        work.decide(Kinds.HOST, name, new SayHello(name, boot)).stream()
            .anyMatch(HostEvent.HostRegistered.class::isInstance);
    if (isNew) {
      Ingress.welcome(work, name);
    }
  }

  /**
   * Refuses to place something new on a host that is drained.
   *
   * @throws Rejection HOST_DRAINED
   */
  static void refuseDrained(Work work, String name) {
    if (work.state(Kinds.HOST, name) instanceof Host.Booted(_, _, var drained) && drained) {
      throw new Rejection(
          Reason.HOST_DRAINED,
          "host %s is drained: nothing new is placed there; expected another host, or that it is undrained"
              .formatted(name));
    }
  }

  /** Nothing new is placed there. */
  public static void drain(Work work, String name) {
    work.decide(Kinds.HOST, name, new DrainHost());
  }

  /** New things are placed there again. */
  public static void undrain(Work work, String name) {
    work.decide(Kinds.HOST, name, new UndrainHost());
  }

  /**
   * The host is forgotten, with {@code detach} all that is there given up before. It is not asked.
   * What is there for the ingress of services goes in any case.
   *
   * @param placed hosts by the ids of sandboxes, as far as they are known beforehand: of those that
   *     are not among them the states are read
   * @throws Rejection HOST_IN_USE
   */
  public static void remove(Work work, String name, boolean detach, Map<String, String> placed) {
    Names names = Naming.sandboxNames(work);
    List<String> sandboxes =
        names.allIds().stream()
            .filter(id -> name.equals(hostOf(work, id, placed)))
            .sorted(Comparator.comparing(id -> names.nameOf(id).orElse(id)))
            .toList();
    List<String> given =
        sandboxes.stream().filter(id -> detach || Ingress.serviceOf(work, id).isPresent()).toList();
    given.forEach(id -> SandboxRules.abandon(work, id));
    work.decide(
        Kinds.HOST,
        name,
        new RemoveHost(
            detach,
            sandboxes.stream()
                .filter(id -> detach || !given.contains(id))
                .map(id -> names.nameOf(id).orElse(id))
                .toList()));
    work.decide(Kinds.HOST_NAMES, Kinds.HOST_STREAM, new FreeName(name, name));
  }

  private static String hostOf(Work work, String sandbox, Map<String, String> placed) {
    String known = placed.get(sandbox);
    return known == null
        ? work.state(Kinds.SANDBOX, sandbox).asked().map(SandboxSettings::host).orElse("")
        : known;
  }

  /** The host's kernel was not as planned. */
  public static void drift(Work work, String name, ReportDrift drift) {
    work.decide(Kinds.HOST, name, drift);
  }
}
