package io.netledger.network.rpc;

import static java.util.stream.Collectors.joining;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.RequestFact;
import io.netledger.eventstore.rpc.Requests;
import io.netledger.eventstore.rpc.Summaries;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.host.HostEvent;
import io.netledger.network.name.NameEvent;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.sandbox.SandboxEvent;
import java.util.List;

/** What each event means, as a sentence. Ids are shown by their first 12 digits, as in Docker. */
public final class Sentences implements Summaries {

  @Override
  public String summary(Recorded event) {
    String id = shortened(event.stream().id());
    return switch (event.stream().category()) {
      case "names" -> names(id, Kinds.NETWORK_NAMES.codec().decode(event.payload()));
      case "network" -> network(id, Kinds.NETWORK.codec().decode(event.payload()));
      case "sandbox" -> sandbox(id, Kinds.SANDBOX.codec().decode(event.payload()));
      case "endpoint" -> endpoint(id, Kinds.ENDPOINT.codec().decode(event.payload()));
      case "host" -> host(event.stream().id(), Kinds.HOST.codec().decode(event.payload()));
      case "request" -> request(Requests.KIND.codec().decode(event.payload()));
      default -> "";
    };
  }

  private static String names(String kind, NameEvent event) {
    return switch (event) {
      case NameEvent.NameClaimed(var name, var id) ->
          "%s %s has the name %s".formatted(kind, shortened(id), name);
      case NameEvent.NameFreed(var name, var id) ->
          "the name %s of %s %s is free again".formatted(name, kind, shortened(id));
    };
  }

  private static String network(String id, NetworkEvent event) {
    return switch (event) {
      case NetworkEvent.NetworkRequested(var settings) -> requested(settings);
      case NetworkEvent.NetworkCreated(var pools) when pools.isEmpty() ->
          "network %s is ready, without subnets".formatted(id);
      case NetworkEvent.NetworkCreated(var pools) ->
          "network %s is ready with %s"
              .formatted(id, list(pools.stream().map(pool -> pool.subnet().toString()).toList()));
      case NetworkEvent.NetworkFailed(var failure) ->
          "network %s could not be made: %s".formatted(id, failure.message());
      case NetworkEvent.EndpointAdded(var endpoint, var sandbox, _) ->
          "network %s has endpoint %s of sandbox %s"
              .formatted(id, shortened(endpoint), shortened(sandbox));
      case NetworkEvent.EndpointDropped(var endpoint) ->
          "network %s has lost endpoint %s".formatted(id, shortened(endpoint));
      case NetworkEvent.NetworkRemoving _ -> "network %s is being removed".formatted(id);
      case NetworkEvent.NetworkRemoved _ -> "network %s is removed".formatted(id);
    };
  }

  private static String requested(NetworkSettings settings) {
    return "%s network %s was asked for%s"
        .formatted(
            settings.driver().driver(),
            settings.name(),
            settings.subnets().isEmpty()
                ? ""
                : " with "
                    + list(
                        settings.subnets().stream()
                            .map(subnet -> subnet.subnet().map(Object::toString).orElse("any"))
                            .toList()));
  }

  private static String sandbox(String id, SandboxEvent event) {
    return switch (event) {
      case SandboxEvent.SandboxCreated(var settings) ->
          "sandbox %s was asked for on host %s".formatted(settings.name(), settings.host());
      case SandboxEvent.SandboxReady(var path) -> "sandbox %s is ready at %s".formatted(id, path);
      case SandboxEvent.SandboxFailed(var message) ->
          "sandbox %s was refused by its host: %s".formatted(id, message);
      case SandboxEvent.SandboxJoined(var endpoint, var network, var name, _) ->
          "sandbox %s joins network %s as %s, endpoint %s"
              .formatted(id, shortened(network), name, shortened(endpoint));
      case SandboxEvent.SandboxLeft(var endpoint) ->
          "sandbox %s has left with endpoint %s".formatted(id, shortened(endpoint));
      case SandboxEvent.SandboxRemoving _ -> "sandbox %s is being removed".formatted(id);
      case SandboxEvent.SandboxRemoved _ -> "sandbox %s is removed".formatted(id);
    };
  }

  private static String endpoint(String id, EndpointEvent event) {
    return switch (event) {
      case EndpointEvent.EndpointRequested(var request) ->
          "endpoint %s of sandbox %s on network %s was asked for"
              .formatted(id, shortened(request.sandboxId()), shortened(request.networkId()));
      case EndpointEvent.EndpointAddressed(var addressing) ->
          "endpoint %s has %s, MAC %s"
              .formatted(
                  id,
                  list(addressing.addresses().stream().map(Object::toString).toList()),
                  addressing.mac());
      case EndpointEvent.EndpointAttached(var revision) ->
          "endpoint %s stands on its host, by plan %d".formatted(id, revision);
      case EndpointEvent.EndpointFailed(var failure) ->
          "endpoint %s was refused: %s".formatted(id, failure.message());
      case EndpointEvent.EndpointLeaving _ -> "endpoint %s is leaving".formatted(id);
      case EndpointEvent.EndpointDetached(var forced) when forced ->
          "endpoint %s is given up without its host's word".formatted(id);
      case EndpointEvent.EndpointDetached _ -> "endpoint %s is off its host".formatted(id);
      case EndpointEvent.EndpointRemoved _ ->
          "endpoint %s is gone, its addresses are free".formatted(id);
    };
  }

  private static String host(String name, HostEvent event) {
    return switch (event) {
      case HostEvent.HostRegistered _ -> "host %s is known".formatted(name);
      case HostEvent.HostBooted(var boot) -> "host %s has booted (%s)".formatted(name, boot.id());
      case HostEvent.DriftDetected(var found, _, _, _) ->
          "host %s was not as planned: %s".formatted(name, found);
      case HostEvent.DriftRepaired(var found) ->
          "host %s is as planned again after: %s".formatted(name, found);
    };
  }

  private static String request(RequestFact fact) {
    return switch (fact) {
      case RequestFact.RequestRefused(var method, var reason, var message) ->
          "%s was refused: %s: %s".formatted(method, reason, message);
      case RequestFact.RequestUnneeded(var method, _) ->
          "%s found all as it asked for".formatted(method);
    };
  }

  private static String list(List<String> words) {
    return words.stream().collect(joining(", "));
  }

  private static String shortened(String id) {
    return id.length() <= 12 ? id : id.substring(0, 12);
  }
}
