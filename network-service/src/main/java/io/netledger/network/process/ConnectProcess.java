package io.netledger.network.process;

import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.endpoint.Endpoint.Absent;
import io.netledger.network.endpoint.Endpoint.Addressed;
import io.netledger.network.endpoint.Endpoint.Attached;
import io.netledger.network.endpoint.Endpoint.Detached;
import io.netledger.network.endpoint.Endpoint.Failed;
import io.netledger.network.endpoint.Endpoint.Leaving;
import io.netledger.network.endpoint.Endpoint.Removed;
import io.netledger.network.endpoint.Endpoint.Requested;
import io.netledger.network.process.Step.AllocateAddresses;
import io.netledger.network.process.Step.ReleaseAddresses;
import java.util.Optional;

/**
 * Connecting and disconnecting as one table: where an endpoint stands says what comes next. To wait
 * for a host is no step: its agent has the plan.
 */
public final class ConnectProcess {

  private ConnectProcess() {}

  public static Optional<Step> next(String id, Endpoint endpoint) {
    return switch (endpoint) {
      case Requested(var request) -> Optional.of(new AllocateAddresses(id, request.wanted()));
      case Failed(var request, _, _) -> Optional.of(new ReleaseAddresses(id, request.wanted()));
      case Detached(var request, _) -> Optional.of(new ReleaseAddresses(id, request.wanted()));
      case Absent _, Addressed _, Attached _, Leaving _, Removed _ -> Optional.empty();
    };
  }
}
