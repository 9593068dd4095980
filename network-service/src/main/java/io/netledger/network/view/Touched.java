package io.netledger.network.view;

import io.netledger.network.Happening;
import io.netledger.network.endpoint.EndpointEvent.EndpointRequested;
import io.netledger.network.network.NetworkEvent.NetworkRenamed;
import io.netledger.network.service.ServiceEvent.ServiceRequested;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ids of things whose rows a batch of events changes or takes names from.
 *
 * @param renamed networks with another name
 */
record Touched(
    Set<String> networks,
    Set<String> sandboxes,
    Set<String> endpoints,
    Set<String> services,
    Set<String> hosts,
    Set<String> renamed) {

  static Touched by(List<Happening> happenings) {
    Touched touched =
        new Touched(
            new HashSet<>(),
            new HashSet<>(),
            new HashSet<>(),
            new HashSet<>(),
            new HashSet<>(),
            new HashSet<>());
    happenings.forEach(touched::add);
    return touched;
  }

  private void add(Happening happening) {
    switch (happening) {
      case Happening.OfNetwork(_, var event) -> {
        networks.add(happening.id());
        if (event instanceof NetworkRenamed) {
          renamed.add(happening.id());
        }
      }
      case Happening.OfSandbox _ -> sandboxes.add(happening.id());
      case Happening.OfHost _ -> hosts.add(happening.id());
      case Happening.OfService(_, var event) -> {
        services.add(happening.id());
        if (event instanceof ServiceRequested(var request)) {
          networks.add(request.networkId());
        }
      }
      case Happening.OfEndpoint(_, var event) -> {
        endpoints.add(happening.id());
        if (event instanceof EndpointRequested(var request)) {
          networks.add(request.networkId());
          sandboxes.add(request.sandboxId());
        }
      }
    }
  }
}
