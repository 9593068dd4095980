package io.netledger.network.host;

import io.netledger.eventstore.Decider;
import io.netledger.network.host.Host.Booted;
import io.netledger.network.host.Host.Registered;
import io.netledger.network.host.Host.Unknown;
import io.netledger.network.host.HostCommand.ReportDrift;
import io.netledger.network.host.HostCommand.SayHello;
import io.netledger.network.host.HostEvent.DriftDetected;
import io.netledger.network.host.HostEvent.DriftRepaired;
import io.netledger.network.host.HostEvent.HostBooted;
import io.netledger.network.host.HostEvent.HostProbed;
import io.netledger.network.host.HostEvent.HostRegistered;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;

/** The rules of a host: it is known from its first hello on, and boots when its boot id is new. */
public final class HostDecider implements Decider<Host, HostCommand, HostEvent> {

  @Override
  public Host initial() {
    return new Unknown();
  }

  @Override
  public List<HostEvent> decide(Host host, HostCommand command) {
    return switch (command) {
      case SayHello(var name, var boot) -> hello(host, name, boot);
      case ReportDrift drift -> drift(host, drift);
    };
  }

  private static List<HostEvent> hello(Host host, String name, Boot boot) {
    return switch (host) {
      case Unknown _ -> List.of(new HostRegistered(name), new HostBooted(boot));
      case Registered _ -> List.of(new HostBooted(boot));
      case Booted(_, var last) when last.id().equals(boot.id()) ->
          last.capabilities().equals(boot.capabilities()) && last.missing().equals(boot.missing())
              ? List.of()
              : List.of(new HostProbed(boot.capabilities(), boot.missing()));
      case Booted _ -> List.of(new HostBooted(boot));
    };
  }

  private static List<HostEvent> drift(Host host, ReportDrift drift) {
    return switch (host) {
      case Unknown _ -> throw new Rejection(Reason.HOST_NOT_FOUND, "no such host");
      case Registered _, Booted _ -> {
        DriftDetected detected =
            new DriftDetected(
                drift.found(), drift.foundAt(), drift.endpointId(), drift.networkId());
        yield drift.repaired()
            ? List.of(detected, new DriftRepaired(drift.found()))
            : List.of(detected);
      }
    };
  }

  @Override
  public Host evolve(Host host, HostEvent event) {
    return switch (event) {
      case HostRegistered(var name) -> new Registered(name);
      case HostBooted(var boot) -> new Booted(name(host), boot);
      case HostProbed(var capabilities, var missing) ->
          new Booted(name(host), boot(host).with(capabilities, missing));
      case DriftDetected _, DriftRepaired _ -> host;
    };
  }

  private static Boot boot(Host host) {
    return switch (host) {
      case Booted(_, var boot) -> boot;
      case Unknown _, Registered _ ->
          throw new IllegalStateException("impossible history: probed before it has booted");
    };
  }

  private static String name(Host host) {
    return switch (host) {
      case Registered(var name) -> name;
      case Booted(var name, _) -> name;
      case Unknown _ ->
          throw new IllegalStateException("impossible history: an unknown host has booted");
    };
  }
}
