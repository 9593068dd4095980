package io.netledger.network.plan;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.Happening;
import io.netledger.network.service.ServiceEvent;
import io.netledger.network.service.ServiceRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The services of all networks and who is behind them: endpoints that are attached and whose
 * sandboxes have the labels. A host hears of a service while it has the network. Not for several
 * threads.
 */
final class Services {

  private final Map<String, Shelf> shelves;
  private final Map<String, PlannedNetwork> networks;
  private final Map<String, ServiceRequest> requested = new HashMap<>();
  private final Map<String, Map<String, Known>> byNetwork = new HashMap<>();
  private final Map<String, TreeMap<String, Backend>> attached = new HashMap<>();

  /**
   * @param overHosts backends on all hosts are reached from every one
   */
  private record Known(
      String id, ServiceRequest request, List<IpAddress> addresses, boolean overHosts) {}

  private record Backend(String host, Map<String, String> labels, List<IpAddress> addresses) {}

  /**
   * @param shelves of all hosts, by their names
   * @param networks by their ids
   */
  Services(Map<String, Shelf> shelves, Map<String, PlannedNetwork> networks) {
    this.shelves = shelves;
    this.networks = networks;
  }

  /** Returns the hosts that hear of it. */
  Set<String> apply(Happening at, ServiceEvent event) {
    return switch (event) {
      case ServiceEvent.ServiceRequested(var request) -> {
        requested.put(at.id(), request);
        yield Set.of();
      }
      case ServiceEvent.ServiceAddressed(var addresses) -> {
        ServiceRequest request = requested.get(at.id());
        yield request == null ? Set.of() : come(at, request, addresses);
      }
      case ServiceEvent.ServiceFailed _, ServiceEvent.ServiceRemoving _ -> go(at);
      case ServiceEvent.ServiceRemoved _ -> Set.of();
    };
  }

  private Set<String> come(Happening at, ServiceRequest request, List<IpAddress> addresses) {
    PlannedNetwork network = networks.get(request.networkId());
    Known service = new Known(at.id(), request, addresses, network != null && network.isOverlay());
    byNetwork.computeIfAbsent(request.networkId(), _ -> new HashMap<>()).put(at.id(), service);
    return tell(service, at.revision());
  }

  private Set<String> go(Happening at) {
    ServiceRequest request = requested.remove(at.id());
    Set<String> hearing = new HashSet<>();
    if (request != null) {
      byNetwork.getOrDefault(request.networkId(), new HashMap<>()).remove(at.id());
      shelves.forEach((host, shelf) -> {
        if (shelf.removeService(at.id(), at.revision())) {
          hearing.add(host);
        }
      });
    }
    return hearing;
  }

  /** Packets can flow to the endpoint. Returns the hosts that hear of it. */
  Set<String> attach(
      Happening at, Place place, @Nullable Room room, @Nullable PlannedEndpoint endpoint) {
    if (room == null || endpoint == null) {
      return Set.of(); // is gone already
    }
    List<Cidr> given = endpoint.addressing().addresses();
    Backend backend =
        new Backend(
            place.host(), room.settings.labels(), given.stream().map(Cidr::address).toList());
    attached.computeIfAbsent(place.networkId(), _ -> new TreeMap<>()).put(at.id(), backend);
    return tellOf(backend, place.networkId(), at.revision());
  }

  /** The endpoint is going. Returns the hosts that hear of it. */
  Set<String> detach(Happening at, Place place) {
    Backend backend = attached.getOrDefault(place.networkId(), new TreeMap<>()).remove(at.id());
    return backend == null ? Set.of() : tellOf(backend, place.networkId(), at.revision());
  }

  private Set<String> tellOf(Backend backend, String networkId, long revision) {
    Set<String> hearing = new HashSet<>();
    byNetwork.getOrDefault(networkId, Map.of()).values().stream()
        .filter(service -> service.request().selects(backend.labels()))
        .forEach(service -> hearing.addAll(tell(service, revision)));
    return hearing;
  }

  private Set<String> tell(Known service, long revision) {
    Set<String> hearing = new HashSet<>();
    shelves.forEach((host, shelf) -> {
      if (shelf.hasNetwork(service.request().networkId())
          && shelf.put(planned(service, host, revision))) {
        hearing.add(host);
      }
    });
    return hearing;
  }

  /** The network has come to the host. */
  void arrive(String networkId, String host, Shelf shelf, long revision) {
    byNetwork
        .getOrDefault(networkId, Map.of())
        .values()
        .forEach(service -> shelf.put(planned(service, host, revision)));
  }

  private PlannedService planned(Known service, String host, long revision) {
    ServiceRequest request = service.request();
    return new PlannedService(
        service.id(),
        request.networkId(),
        request.name(),
        service.addresses(),
        request.ports(),
        request.balancing(),
        attached.getOrDefault(request.networkId(), new TreeMap<>()).values().stream()
            .filter(backend -> request.selects(backend.labels()))
            .filter(backend -> service.overHosts() || backend.host().equals(host))
            .flatMap(backend -> backend.addresses().stream())
            .toList(),
        revision);
  }

  /** The network is no more. */
  void forget(String networkId) {
    byNetwork.remove(networkId);
    attached.remove(networkId);
  }
}
