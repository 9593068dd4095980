package io.netledger.network.rules;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.EndpointOptions;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.network.service.DerivedId;
import io.netledger.network.service.Service;
import io.netledger.network.service.ServiceRequest;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ingress of services: for each, on each host a sandbox of ours on its network that publishes
 * its ports. So every host has an address of its own there, by which answers find their way back.
 */
public final class Ingress {

  private Ingress() {}

  /**
   * Checks that the service's ports can be published.
   *
   * @throws Rejection PORT_NOT_PUBLISHABLE
   */
  static void refuseUnfit(ServiceRequest service, NetworkSettings network) {
    boolean fit = network.driver() instanceof DriverOptions.Overlay && !network.internal();
    if (!fit && !service.published().isEmpty()) {
      throw new Rejection(
          Reason.PORT_NOT_PUBLISHABLE,
          "service %s is to be reached at hosts' ports, and network %s is %s; expected an overlay that is not internal"
              .formatted(
                  service.name(),
                  network.name(),
                  network.internal() ? "internal" : "a " + network.driver().driver()));
    }
  }

  /** Places it on every host that can be on its network. */
  static void placeEverywhere(Work work, String serviceId, ServiceRequest service) {
    Naming.hosts(work).forEach(host -> placeIfFit(work, serviceId, service, host));
  }

  /** A host that is new gets those of all services. */
  static void welcome(Work work, String host) {
    for (String id : Naming.serviceNames(work).allIds().stream().sorted().toList()) {
      switch (work.state(Kinds.SERVICE, id)) {
        case Service.Requested(var request) -> placeIfFit(work, id, request, host);
        case Service.Ready(var request, _) -> placeIfFit(work, id, request, host);
        case Service.Absent _, Service.Failed _, Service.Removing _, Service.Removed _ -> {
          // nobody is led to it
        }
      }
    }
  }

  private static void placeIfFit(Work work, String serviceId, ServiceRequest service, String host) {
    if (!service.published().isEmpty()
        && EndpointRules.canBePlaced(work, service.networkId(), host)) {
      place(work, serviceId, service, host);
    }
  }

  private static void place(Work work, String serviceId, ServiceRequest service, String host) {
    String sandbox = DerivedId.of("sandbox", serviceId, host, work.now());
    SandboxRules.create(
        work,
        sandbox,
        new SandboxSettings(
            name(service.name(), host),
            host,
            Map.of(),
            new Namespace.Made(),
            false,
            Dns.OF_HOST,
            Optional.of(serviceId)));
    List<Publication> publish =
        service.published().stream()
            .map(port ->
                new Publication(Optional.empty(), port.hostPort(), port.port(), port.protocol()))
            .toList();
    EndpointRules.connect(
        work,
        DerivedId.of("endpoint", serviceId, host, work.now()),
        new Connection(
            service.networkId(),
            sandbox,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            EndpointOptions.PLAIN,
            publish));
  }

  private static String name(String service, String host) {
    return "ingress." + service + "." + host;
  }

  /** Removes it from every host. */
  static void removeEverywhere(Work work, String serviceId, ServiceRequest service) {
    for (String host : Naming.hosts(work)) {
      Naming.sandboxNames(work)
          .idOf(name(service.name(), host))
          .filter(sandbox -> serviceOf(work, sandbox).equals(Optional.of(serviceId)))
          .ifPresent(sandbox -> SandboxRules.remove(work, sandbox, true));
    }
  }

  /** The service whose ingress the sandbox is. */
  static Optional<String> serviceOf(Work work, String sandboxId) {
    return work.state(Kinds.SANDBOX, sandboxId).asked().flatMap(SandboxSettings::serviceId);
  }

  /**
   * Checks that a user may take the sandbox, or an endpoint of it, away.
   *
   * @throws Rejection SANDBOX_IN_USE
   */
  public static void refuseTaking(Work work, String sandboxId) {
    Optional<String> service = serviceOf(work, sandboxId);
    if (service.isPresent()) {
      throw new Rejection(
          Reason.SANDBOX_IN_USE,
          "the sandbox is the ingress of service %s; expected that the service is removed"
              .formatted(Naming.serviceNames(work).nameOf(service.get()).orElse(service.get())));
    }
  }
}
