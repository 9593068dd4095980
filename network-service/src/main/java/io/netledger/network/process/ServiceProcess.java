package io.netledger.network.process;

import io.netledger.network.process.Step.AllocateServiceAddresses;
import io.netledger.network.process.Step.ReleaseServiceAddresses;
import io.netledger.network.service.Service;
import io.netledger.network.service.Service.Absent;
import io.netledger.network.service.Service.Failed;
import io.netledger.network.service.Service.Ready;
import io.netledger.network.service.Service.Removed;
import io.netledger.network.service.Service.Removing;
import io.netledger.network.service.Service.Requested;
import java.util.Optional;

/** Making and removing a service as one table. */
public final class ServiceProcess {

  private ServiceProcess() {}

  public static Optional<Step> next(String id, Service service) {
    return switch (service) {
      case Requested(var request) ->
          Optional.of(new AllocateServiceAddresses(id, request.name(), request.wanted()));
      case Failed(var request, _) -> Optional.of(new ReleaseServiceAddresses(id, request.wanted()));
      case Removing(var request, _) ->
          Optional.of(new ReleaseServiceAddresses(id, request.wanted()));
      case Absent _, Ready _, Removed _ -> Optional.empty();
    };
  }
}
