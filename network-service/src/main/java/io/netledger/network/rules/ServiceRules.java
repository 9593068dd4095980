package io.netledger.network.rules;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.name.NameCommand.ClaimName;
import io.netledger.network.name.NameCommand.FreeName;
import io.netledger.network.name.Names;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.service.ServiceCommand.ConfirmReleased;
import io.netledger.network.service.ServiceCommand.FailService;
import io.netledger.network.service.ServiceCommand.RemoveService;
import io.netledger.network.service.ServiceCommand.RequestService;
import io.netledger.network.service.ServiceCommand.SettleAddresses;
import io.netledger.network.service.ServiceRequest;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/** Making and removing services: the service, its name, its network. */
public final class ServiceRules {

  private ServiceRules() {}

  /**
   * Asks for a service; {@code id} was drawn for it.
   *
   * @param wish with a word that names the network, and no addresses
   */
  public static void request(Work work, String id, ServiceRequest wish) {
    String networkId = Naming.network(work, wish.networkId());
    Network network = work.state(Kinds.NETWORK, networkId);
    NetworkSettings settings = network.asked().orElseThrow();
    refuseUnfit(settings);
    Ingress.refuseUnfit(wish, settings);
    if (!(network instanceof Network.Ready)) {
      throw new Rejection(
          Reason.NETWORK_NOT_READY, "network " + settings.name() + " is being made or removed");
    }
    List<WantedAddress> wanted =
        PoolChoice.of(network.subnets(), Optional.empty(), Optional.empty());
    ServiceRequest request =
        new ServiceRequest(
            wish.name(),
            networkId,
            wish.ports(),
            wish.balancing(),
            wish.selector(),
            wish.labels(),
            wanted);
    work.begin(Kinds.SERVICE, id, new RequestService(request));
    work.decide(Kinds.SERVICE_NAMES, Kinds.SERVICE_STREAM, new ClaimName(wish.name(), id));
    Ingress.placeEverywhere(work, id, request);
  }

  private static void refuseUnfit(NetworkSettings network) {
    if (network.predefined()) {
      throw new Rejection(
          Reason.NETWORK_PREDEFINED,
          "a service cannot be on the predefined network %s, which knows no names; expected a bridge or overlay network of your own"
              .formatted(network.name()));
    }
    boolean fit =
        switch (network.driver()) {
          case DriverOptions.Bridge _, DriverOptions.Overlay _ -> true;
          case DriverOptions.Macvlan _,
              DriverOptions.Ipvlan _,
              DriverOptions.Host _,
              DriverOptions.None _,
              DriverOptions.Unsettled _ ->
              false;
        };
    if (!fit) {
      throw new Rejection(
          Reason.SERVICE_UNSUPPORTED,
          "network %s has driver %s; expected bridge or overlay for a service"
              .formatted(network.name(), network.driver().driver()));
    }
  }

  /** ipam-service has given {@code addresses}, in the order in which they were wanted. */
  public static void addressed(Work work, String id, List<IpAddress> addresses) {
    work.decide(Kinds.SERVICE, id, new SettleAddresses(addresses));
  }

  /** ipam-service has refused them. */
  public static void fail(Work work, String id, Failure failure) {
    if (!work.decide(Kinds.SERVICE, id, new FailService(failure)).isEmpty()) {
      close(work, id);
    }
  }

  /** Callers are led to it no more. */
  public static void remove(Work work, String id) {
    if (!work.decide(Kinds.SERVICE, id, new RemoveService()).isEmpty()) {
      close(work, id);
    }
  }

  private static void close(Work work, String id) {
    work.state(Kinds.SERVICE, id)
        .asked()
        .ifPresent(request -> Ingress.removeEverywhere(work, id, request));
  }

  /** ipam-service has its addresses back; its name is free from here on. */
  public static void released(Work work, String id) {
    if (!work.decide(Kinds.SERVICE, id, new ConfirmReleased()).isEmpty()) {
      Naming.serviceNames(work)
          .nameOf(id)
          .ifPresent(name ->
              work.decide(Kinds.SERVICE_NAMES, Kinds.SERVICE_STREAM, new FreeName(name, id)));
    }
  }

  /** The names of the services on a network, in order. */
  public static List<String> on(Work work, String networkId) {
    Names names = Naming.serviceNames(work);
    return names.allIds().stream()
        .filter(id ->
            work.state(Kinds.SERVICE, id)
                .asked()
                .filter(request -> request.networkId().equals(networkId))
                .isPresent())
        .flatMap(id -> names.nameOf(id).stream())
        .sorted()
        .toList();
  }
}
