package io.netledger.network.service;

import io.netledger.address.IpAddress;
import io.netledger.network.failure.Failure;
import java.util.List;
import java.util.Optional;

/** Where a service stands. */
public sealed interface Service {

  record Absent() implements Service {}

  /** Waits for ipam-service. */
  record Requested(ServiceRequest request) implements Service {}

  /** Hosts lead callers to its backends. */
  record Ready(ServiceRequest request, List<IpAddress> addresses) implements Service {

    public Ready {
      addresses = List.copyOf(addresses);
    }
  }

  /** Was refused; what it was given is on the way back. */
  record Failed(ServiceRequest request, Failure failure) implements Service {}

  /** Its addresses are on the way back. */
  record Removing(ServiceRequest request, List<IpAddress> addresses) implements Service {

    public Removing {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * Is no more; what it was is still answered.
   *
   * @param failure why it never was ready, if so
   */
  record Removed(ServiceRequest request, List<IpAddress> addresses, Optional<Failure> failure)
      implements Service {

    public Removed {
      addresses = List.copyOf(addresses);
    }
  }

  /** What it was asked to be; empty while absent. */
  default Optional<ServiceRequest> asked() {
    return switch (this) {
      case Requested(var request) -> Optional.of(request);
      case Ready(var request, _) -> Optional.of(request);
      case Failed(var request, _) -> Optional.of(request);
      case Removing(var request, _) -> Optional.of(request);
      case Removed(var request, _, _) -> Optional.of(request);
      case Absent _ -> Optional.empty();
    };
  }

  /** The addresses that it has or, once removed, had. */
  default List<IpAddress> given() {
    return switch (this) {
      case Ready(_, var addresses) -> addresses;
      case Removing(_, var addresses) -> addresses;
      case Removed(_, var addresses, _) -> addresses;
      case Absent _, Requested _, Failed _ -> List.of();
    };
  }
}
