package io.netledger.network;

import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.service.ServiceEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people call the things of the log, also of those that are gone: for sentences, at once and
 * without asking anybody. Of very many things the oldest are forgotten and go by their ids again.
 */
public final class Nameplates {

  private static final int MOST = 20_000;
  private static final int DIGITS = 12;

  private final Map<String, String> names = bounded();
  private final Map<String, Ends> endpoints = bounded();

  /** Where an endpoint is, by ids. */
  private record Ends(
      String networkId, String sandboxId, String interfaceName, List<String> addresses) {}

  /** Learns what the event tells. */
  public synchronized void learn(Happening happening) {
    switch (happening) {
      case Happening.OfNetwork(_, NetworkEvent.NetworkRequested(var settings)) ->
          names.put(happening.id(), settings.name());
      case Happening.OfNetwork(_, NetworkEvent.NetworkRenamed(var name, _)) ->
          names.put(happening.id(), name);
      case Happening.OfSandbox(_, SandboxEvent.SandboxCreated(var settings)) ->
          names.put(happening.id(), settings.name());
      case Happening.OfService(_, ServiceEvent.ServiceRequested(var request)) ->
          names.put(happening.id(), request.name());
      case Happening.OfEndpoint(_, EndpointEvent.EndpointRequested(var request)) ->
          endpoints.put(
              happening.id(),
              new Ends(
                  request.networkId(), request.sandboxId(), request.interfaceName(), List.of()));
      case Happening.OfEndpoint(_, EndpointEvent.EndpointAddressed(var addressing)) ->
          endpoints.computeIfPresent(
              happening.id(),
              (_, ends) ->
                  new Ends(
                      ends.networkId(),
                      ends.sandboxId(),
                      ends.interfaceName(),
                      addressing.addresses().stream().map(Object::toString).toList()));
      case Happening.OfNetwork _,
          Happening.OfSandbox _,
          Happening.OfEndpoint _,
          Happening.OfService _,
          Happening.OfHost _ -> {
        // names nobody
      }
    }
  }

  /** The name of a network, a sandbox or a service; its first 12 digits if it is not known. */
  public synchronized String of(String id) {
    return names.getOrDefault(id, shortened(id));
  }

  /** "the endpoint of sandbox web on network br0"; its first 12 digits if it is not known. */
  public synchronized String ofEndpoint(String id) {
    Ends ends = endpoints.get(id);
    return ends == null
        ? "endpoint " + shortened(id)
        : "the endpoint of sandbox %s on network %s"
            .formatted(of(ends.sandboxId()), of(ends.networkId()));
  }

  /** "as eth0 with 192.168.0.2/16"; "on its host" if it is not known. */
  public synchronized String placeOf(String id) {
    Ends ends = endpoints.get(id);
    return ends == null
        ? "on its host"
        : "as %s with %s".formatted(ends.interfaceName(), String.join(", ", ends.addresses()));
  }

  /** The first 12 digits, as in Docker. */
  public static String shortened(String id) {
    return id.length() <= DIGITS ? id : id.substring(0, DIGITS);
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }
}
