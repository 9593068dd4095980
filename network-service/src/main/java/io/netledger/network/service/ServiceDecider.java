package io.netledger.network.service;

import io.netledger.eventstore.Decider;
import io.netledger.network.failure.Failure;
import io.netledger.network.service.Service.Absent;
import io.netledger.network.service.Service.Failed;
import io.netledger.network.service.Service.Ready;
import io.netledger.network.service.Service.Removed;
import io.netledger.network.service.Service.Removing;
import io.netledger.network.service.Service.Requested;
import io.netledger.network.service.ServiceCommand.ConfirmReleased;
import io.netledger.network.service.ServiceCommand.FailService;
import io.netledger.network.service.ServiceCommand.RemoveService;
import io.netledger.network.service.ServiceCommand.RequestService;
import io.netledger.network.service.ServiceCommand.SettleAddresses;
import io.netledger.network.service.ServiceEvent.ServiceAddressed;
import io.netledger.network.service.ServiceEvent.ServiceFailed;
import io.netledger.network.service.ServiceEvent.ServiceRemoved;
import io.netledger.network.service.ServiceEvent.ServiceRemoving;
import io.netledger.network.service.ServiceEvent.ServiceRequested;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a service. Which endpoints are its backends is decided nowhere: it follows from what
 * they are. Words of ipam-service that come late change nothing.
 */
public final class ServiceDecider implements Decider<Service, ServiceCommand, ServiceEvent> {

  @Override
  public Service initial() {
    return new Absent();
  }

  @Override
  public List<ServiceEvent> decide(Service service, ServiceCommand command) {
    return switch (service) {
      case Absent _ -> decideAbsent(command);
      case Requested requested -> decide(requested, command);
      case Ready ready -> decide(ready, command);
      case Failed failed -> decideOnTheWayBack(failed.request(), command);
      case Removing removing -> decideOnTheWayBack(removing.request(), command);
      case Removed removed -> decide(removed, command);
    };
  }

  private static List<ServiceEvent> decideAbsent(ServiceCommand command) {
    return switch (command) {
      case RequestService(var request) -> List.of(new ServiceRequested(request));
      case SettleAddresses _, FailService _, RemoveService _, ConfirmReleased _ ->
          throw new Rejection(Reason.SERVICE_NOT_FOUND, "no such service");
    };
  }

  private static List<ServiceEvent> decide(Requested service, ServiceCommand command) {
    return switch (command) {
      case RequestService(var request) -> same(request, service.request());
      case SettleAddresses(var addresses) -> List.of(new ServiceAddressed(addresses));
      case FailService(var failure) -> List.of(new ServiceFailed(failure));
      case RemoveService _ -> List.of(new ServiceRemoving());
      case ConfirmReleased _ -> throw inUse(service.request());
    };
  }

  private static List<ServiceEvent> decide(Ready service, ServiceCommand command) {
    return switch (command) {
      case RequestService(var request) -> same(request, service.request());
      case RemoveService _ -> List.of(new ServiceRemoving());
      case SettleAddresses _, FailService _ -> List.of();
      case ConfirmReleased _ -> throw inUse(service.request());
    };
  }

  private static List<ServiceEvent> decideOnTheWayBack(
      ServiceRequest there, ServiceCommand command) {
    return switch (command) {
      case RequestService(var request) -> same(request, there);
      case ConfirmReleased _ -> List.of(new ServiceRemoved());
      case SettleAddresses _, FailService _, RemoveService _ -> List.of();
    };
  }

  private static List<ServiceEvent> decide(Removed service, ServiceCommand command) {
    return switch (command) {
      case RequestService(var request) -> same(request, service.request());
      case RemoveService _ ->
          throw new Rejection(
              Reason.SERVICE_NOT_FOUND,
              "service " + service.request().name() + " is no longer there");
      case SettleAddresses _, FailService _, ConfirmReleased _ -> List.of();
    };
  }

  private static List<ServiceEvent> same(ServiceRequest wanted, ServiceRequest there) {
    if (wanted.equals(there)) {
      return List.of();
    }
    throw new Rejection(Reason.NAME_TAKEN, "the service exists as " + there + ", not as " + wanted);
  }

  private static Rejection inUse(ServiceRequest request) {
    return new Rejection(
        Reason.ADDRESS_IN_USE, "service " + request.name() + " still needs its addresses");
  }

  @Override
  public Service evolve(Service service, ServiceEvent event) {
    return switch (event) {
      case ServiceRequested(var request) -> new Requested(request);
      case ServiceAddressed(var addresses) -> new Ready(request(service), addresses);
      case ServiceFailed(var failure) -> new Failed(request(service), failure);
      case ServiceRemoving _ -> new Removing(request(service), service.given());
      case ServiceRemoved _ -> new Removed(request(service), service.given(), failure(service));
    };
  }

  private static Optional<Failure> failure(Service service) {
    return service instanceof Failed(_, var failure) ? Optional.of(failure) : Optional.empty();
  }

  private static ServiceRequest request(Service service) {
    return service
        .asked()
        .orElseThrow(
            () -> new IllegalStateException("impossible history of a service that is " + service));
  }
}
