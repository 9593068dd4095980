package io.netledger.network.rpc;

import static java.util.stream.Collectors.joining;

import io.netledger.network.Nameplates;
import io.netledger.network.service.ServiceEvent;
import io.netledger.network.service.ServiceRequest;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;

/** What the events of services mean, as sentences. */
final class ServiceSentences {

  private ServiceSentences() {}

  static String service(Nameplates names, String name, ServiceEvent event) {
    return switch (event) {
      case ServiceEvent.ServiceRequested(var request) -> requested(names, request);
      case ServiceEvent.ServiceAddressed(var addresses) ->
          "service %s is reached at %s".formatted(name, list(addresses));
      case ServiceEvent.ServiceFailed(var failure) ->
          "service %s could not be made: %s".formatted(name, failure.message());
      case ServiceEvent.ServiceRemoving _ -> "service %s leads nowhere any more".formatted(name);
      case ServiceEvent.ServiceRemoved _ ->
          "service %s is removed, its addresses are free".formatted(name);
    };
  }

  private static String requested(Nameplates names, ServiceRequest request) {
    String selector =
        new TreeMap<>(request.selector())
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(joining(", "));
    return "service %s was asked for on network %s at %s, for sandboxes with %s, by %s"
        .formatted(
            request.name(),
            names.of(request.networkId()),
            list(request.ports()),
            selector,
            request.balancing().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static String list(Collection<?> things) {
    return things.stream().map(Object::toString).collect(joining(", "));
  }
}
