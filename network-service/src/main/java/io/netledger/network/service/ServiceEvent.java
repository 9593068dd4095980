package io.netledger.network.service;

import io.netledger.address.IpAddress;
import io.netledger.network.failure.Failure;
import java.util.List;

/** What has happened to a service. Stored forever, each as the message of its name. */
public sealed interface ServiceEvent {

  record ServiceRequested(ServiceRequest request) implements ServiceEvent {}

  /** From here on hosts hear of it. */
  record ServiceAddressed(List<IpAddress> addresses) implements ServiceEvent {

    public ServiceAddressed {
      addresses = List.copyOf(addresses);
    }
  }

  record ServiceFailed(Failure failure) implements ServiceEvent {}

  /** From here on no host leads to it. */
  record ServiceRemoving() implements ServiceEvent {}

  record ServiceRemoved() implements ServiceEvent {}
}
