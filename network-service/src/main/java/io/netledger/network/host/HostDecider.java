package io.netledger.network.host;

import io.netledger.eventstore.Decider;
import io.netledger.network.host.Host.Booted;
import io.netledger.network.host.Host.Registered;
import io.netledger.network.host.Host.Unknown;
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
import io.netledger.network.host.HostEvent.HostMoved;
import io.netledger.network.host.HostEvent.HostProbed;
import io.netledger.network.host.HostEvent.HostRegistered;
import io.netledger.network.host.HostEvent.HostRemoved;
import io.netledger.network.host.HostEvent.HostUndrained;
import io.netledger.network.host.HostEvent.RepairFailed;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a host: it is known from its first hello until it is removed, and boots when its
 * boot id is new.
 */
public final class HostDecider implements Decider<Host, HostCommand, HostEvent> {

  private static final int SHOWN = 10;

  @Override
  public Host initial() {
    return new Unknown();
  }

  @Override
  public List<HostEvent> decide(Host host, HostCommand command) {
    return switch (host) {
      case Unknown _ -> decideUnknown(command);
      case Registered(var name) -> decideRegistered(name, command);
      case Booted booted -> decide(booted, command);
    };
  }

  private static List<HostEvent> decideUnknown(HostCommand command) {
    return switch (command) {
      case SayHello(var name, var boot) -> List.of(new HostRegistered(name), new HostBooted(boot));
      case ReportDrift _, DrainHost _, UndrainHost _, RemoveHost _ ->
          throw new Rejection(Reason.HOST_NOT_FOUND, "no such host");
    };
  }

  private static List<HostEvent> decideRegistered(String name, HostCommand command) {
    return switch (command) {
      case SayHello(_, var boot) -> List.of(new HostBooted(boot));
      case ReportDrift drift -> drift(drift);
      case RemoveHost remove -> remove(name, remove);
      case DrainHost _, UndrainHost _ ->
          throw new Rejection(
              Reason.HOST_NOT_FOUND, "host " + name + " has not told what its kernel can do");
    };
  }

  private static List<HostEvent> decide(Booted host, HostCommand command) {
    return switch (command) {
      case SayHello(_, var boot) -> hello(host.boot(), boot);
      case ReportDrift drift -> drift(drift);
      case DrainHost _ -> host.drained() ? List.of() : List.of(new HostDrained());
      case UndrainHost _ -> host.drained() ? List.of(new HostUndrained()) : List.of();
      case RemoveHost remove -> remove(host.name(), remove);
    };
  }

  private static List<HostEvent> hello(Boot last, Boot boot) {
    if (!last.id().equals(boot.id())) {
      return List.of(new HostBooted(boot));
    }
    List<HostEvent> events = new ArrayList<>();
    if (!last.capabilities().equals(boot.capabilities())
        || !last.missing().equals(boot.missing())) {
      events.add(new HostProbed(boot.capabilities(), boot.missing()));
    }
    if (!last.underlay().equals(boot.underlay())) {
      events.add(new HostMoved(boot.underlay()));
    }
    return List.copyOf(events);
  }

  private static List<HostEvent> drift(ReportDrift drift) {
    List<HostEvent> events = new ArrayList<>();
    if (!drift.toldBefore()) {
      events.add(
          new DriftDetected(drift.found(), drift.foundAt(), drift.endpointId(), drift.networkId()));
    }
    switch (drift.outcome()) {
      case Outcome.Open _ -> {
        // that it was found is all there is to say yet
      }
      case Outcome.Repaired _ -> events.add(new DriftRepaired(drift.found()));
      case Outcome.Failed(var why) -> events.add(new RepairFailed(drift.found(), why));
    }
    return events;
  }

  private static List<HostEvent> remove(String name, RemoveHost remove) {
    if (remove.detach() || remove.sandboxes().isEmpty()) {
      return List.of(new HostRemoved());
    }
    int more = remove.sandboxes().size() - SHOWN;
    throw new Rejection(
        Reason.HOST_IN_USE,
        "host %s has sandboxes: %s%s; expected none, or to give them up with it"
            .formatted(
                name,
                String.join(", ", remove.sandboxes().stream().limit(SHOWN).toList()),
                more > 0 ? " and %d more".formatted(more) : ""));
  }

  @Override
  public Host evolve(Host host, HostEvent event) {
    return switch (event) {
      case HostRegistered(var name) -> new Registered(name);
      case HostBooted(var boot) -> new Booted(name(host), boot, isDrained(host));
      case HostProbed(var capabilities, var missing) -> {
        Booted booted = booted(host);
        yield new Booted(
            booted.name(), booted.boot().with(capabilities, missing), booted.drained());
      }
      case HostMoved(var underlay) -> {
        Booted booted = booted(host);
        yield new Booted(booted.name(), booted.boot().at(underlay), booted.drained());
      }
      case HostDrained _ -> new Booted(booted(host).name(), booted(host).boot(), true);
      case HostUndrained _ -> new Booted(booted(host).name(), booted(host).boot(), false);
      case HostRemoved _ -> new Unknown();
      case DriftDetected _, DriftRepaired _, RepairFailed _ -> host;
    };
  }

  private static boolean isDrained(Host host) {
    return host instanceof Booted booted && booted.drained();
  }

  private static Booted booted(Host host) {
    return switch (host) {
      case Booted booted -> booted;
      case Unknown _, Registered _ ->
          throw new IllegalStateException("impossible history of a host that has not booted");
    };
  }

  private static String name(Host host) {
    return switch (host) {
      case Registered(var name) -> name;
      case Booted(var name, _, _) -> name;
      case Unknown _ ->
          throw new IllegalStateException("impossible history: an unknown host has booted");
    };
  }
}
