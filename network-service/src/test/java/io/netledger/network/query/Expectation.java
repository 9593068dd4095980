package io.netledger.network.query;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StreamKind;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.failure.Failure;
import io.netledger.network.host.Host;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.HostRow;
import io.netledger.network.view.NetworkRow;
import io.netledger.network.view.Row;
import io.netledger.network.view.SandboxRow;
import io.netledger.network.view.ServiceRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the view must show after some events, told from the states of the deciders. */
final class Expectation {

  private final Map<String, Network> networks = new HashMap<>();
  private final Map<String, Sandbox> sandboxes = new HashMap<>();
  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Map<String, Host> hosts = new HashMap<>();

  void apply(Recorded event) {
    switch (event.stream().category()) {
      case "network" -> evolve(Kinds.NETWORK, networks, event);
      case "sandbox" -> evolve(Kinds.SANDBOX, sandboxes, event);
      case "endpoint" -> evolve(Kinds.ENDPOINT, endpoints, event);
      case "host" -> evolve(Kinds.HOST, hosts, event);
      default -> {
        // names, requests
      }
    }
  }

  private static <S, E> void evolve(
      StreamKind<S, ?, E> kind, Map<String, S> states, Recorded event) {
    String id = event.stream().id();
    S state = states.getOrDefault(id, kind.decider().initial());
    states.put(id, kind.decider().evolve(state, kind.codec().decode(event.payload())));
  }

  Map<String, String> things() {
    Map<String, String> things = new TreeMap<>();
    networks.forEach((id, state) -> of(state).ifPresent(text -> things.put(id, text)));
    sandboxes.forEach((id, state) -> of(state).ifPresent(text -> things.put(id, text)));
    endpoints.forEach((id, state) -> of(state).ifPresent(text -> things.put(id, text)));
    hosts.forEach((id, state) -> of(state).ifPresent(text -> things.put(id, text)));
    return things;
  }

  static String shown(Row row) {
    return switch (row) {
      case NetworkRow network ->
          text(
              network.name(),
              network.status(),
              network.subnets().stream().map(NetworkRow.Subnet::subnet).toList(),
              new TreeMap<>(network.labels()),
              network.endpointCount());
      case SandboxRow sandbox -> shown(sandbox, sandbox.status() == SandboxRow.Status.REMOVING);
      case EndpointRow endpoint ->
          text(
              endpoint.networkId(),
              endpoint.status() == EndpointRow.Status.GONE ? "?" : endpoint.network(),
              endpoint.sandboxId(),
              endpoint.status(),
              endpoint.addresses(),
              endpoint.interfaceName(),
              endpoint.failure());
      case ServiceRow service ->
          text(service.name(), service.networkId(), service.status(), service.addresses());
      case HostRow host -> text(host.bootId(), host.capabilities(), host.drained());
    };
  }

  /** The decider forgets the path of a sandbox that is being removed. */
  private static String shown(SandboxRow sandbox, boolean removing) {
    return text(
        sandbox.name(),
        sandbox.status(),
        removing ? "?" : sandbox.netnsPath(),
        removing ? "?" : sandbox.failure(),
        sandbox.labels().size(),
        sandbox.endpointCount());
  }

  private static String text(Object... parts) {
    return List.of(parts).toString();
  }

  private static Optional<String> of(Network state) {
    return switch (state) {
      case Network.Requested(var settings) ->
          Optional.of(of(settings, "REQUESTED", List.of(), state));
      case Network.Ready(var settings, var pools, _, _) ->
          Optional.of(of(settings, "READY", pools, state));
      case Network.ConfigOnly(var settings, _) ->
          Optional.of(of(settings, "READY", List.of(), state));
      case Network.Removing(var settings, var pools, _) ->
          Optional.of(of(settings, "REMOVING", pools, state));
      case Network.Absent _, Network.Failed _, Network.Removed _ -> Optional.empty();
    };
  }

  private static String of(
      NetworkSettings settings, String status, List<NetworkPool> pools, Network state) {
    return text(
        settings.name(),
        status,
        pools.stream().map(pool -> pool.subnet().toString()).toList(),
        new TreeMap<>(settings.labels()),
        state.endpoints().endpoints().size());
  }

  private static Optional<String> of(Sandbox state) {
    return switch (state) {
      case Sandbox.Created(var settings, _) -> of(settings, "PENDING", "", "", state);
      case Sandbox.Ready(var settings, var path, _) -> of(settings, "READY", path, "", state);
      case Sandbox.Failed(var settings, var message, _) ->
          of(settings, "FAILED", "", message, state);
      case Sandbox.Removing(var settings, _, _) -> of(settings, "REMOVING", "?", "?", state);
      case Sandbox.Absent _, Sandbox.Removed _ -> Optional.empty();
    };
  }

  private static Optional<String> of(
      SandboxSettings settings, String status, String path, String failure, Sandbox state) {
    return Optional.of(
        text(
            settings.name(),
            status,
            path,
            failure,
            settings.labels().size(),
            state.networks().byNetwork().size()));
  }

  private Optional<String> of(Endpoint state) {
    return switch (state) {
      case Endpoint.Requested(var request) -> of(request, "PENDING", Optional.empty(), "");
      case Endpoint.Addressed(var request, var given) ->
          of(request, "PENDING", Optional.of(given), "");
      case Endpoint.Attached(var request, var given, _) ->
          of(request, "ATTACHED", Optional.of(given), "");
      case Endpoint.Failed(var request, var given, var failure) ->
          of(request, "FAILED", given, shown(failure));
      case Endpoint.Leaving(var request, var given) -> of(request, "LEAVING", given, "");
      case Endpoint.Detached(var request, var given) -> of(request, "LEAVING", given, "");
      case Endpoint.Removed(var request, var given, var failure) ->
          of(request, "GONE", given, failure.map(Expectation::shown).orElse(""));
      case Endpoint.Absent _ -> Optional.empty();
    };
  }

  /** The row has the network's name of now, and from its end on the last one. */
  private Optional<String> of(
      EndpointRequest request, String status, Optional<Addressing> given, String failure) {
    return Optional.of(
        text(
            request.networkId(),
            status.equals("GONE")
                ? "?"
                : networks
                    .getOrDefault(request.networkId(), new Network.Absent())
                    .asked()
                    .map(NetworkSettings::name)
                    .orElse(""),
            request.sandboxId(),
            status,
            given.map(each -> each.addresses().toString()).orElse("[]"),
            request.interfaceName(),
            failure));
  }

  /** PostgreSQL has no NUL. */
  private static String shown(Failure failure) {
    return failure.message().replace("\0", "");
  }

  private static Optional<String> of(Host state) {
    return switch (state) {
      case Host.Unknown _ -> Optional.empty();
      case Host.Registered _ -> Optional.of(text("", List.of(), false));
      case Host.Booted(_, var boot, var drained) ->
          Optional.of(text(boot.id(), boot.capabilities(), drained));
    };
  }
}
