package io.netledger.network.service;

import io.netledger.address.IpAddress;
import io.netledger.network.failure.Failure;
import java.util.List;

/** A wish about one service. */
public sealed interface ServiceCommand {

  record RequestService(ServiceRequest request) implements ServiceCommand {}

  /** ipam-service has given the addresses, in the order in which they were wanted. */
  record SettleAddresses(List<IpAddress> addresses) implements ServiceCommand {

    public SettleAddresses {
      addresses = List.copyOf(addresses);
    }
  }

  /** ipam-service has refused them. */
  record FailService(Failure failure) implements ServiceCommand {}

  record RemoveService() implements ServiceCommand {}

  /** ipam-service has its addresses back. */
  record ConfirmReleased() implements ServiceCommand {}
}
