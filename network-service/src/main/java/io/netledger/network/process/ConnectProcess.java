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
import java.util.function.UnaryOperator;

/**
 * Connecting and disconnecting as one table: where an endpoint stands says what comes next. To wait
 * for a host is no step: its agent has the plan.
 */
public final class ConnectProcess {

  private ConnectProcess() {}

  /**
   * What comes next for an endpoint.
   *
   * @param sandboxName the name of a sandbox, by its id
   */
  public static Optional<Step> next(
      String id, Endpoint endpoint, UnaryOperator<String> sandboxName) {
    return switch (endpoint) {
      case Requested(var request) ->
          Optional.of(
              new AllocateAddresses(id, sandboxName.apply(request.sandboxId()), request.wanted()));
      case Failed(var request, _, _) -> Optional.of(new ReleaseAddresses(id, request.wanted()));
      case Detached(var request, _) -> Optional.of(new ReleaseAddresses(id, request.wanted()));
      case Absent _, Addressed _, Attached _, Leaving _, Removed _ -> Optional.empty();
    };
  }
}
