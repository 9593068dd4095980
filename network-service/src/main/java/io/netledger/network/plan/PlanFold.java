package io.netledger.network.plan;

import io.netledger.network.Happening;
import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.sandbox.SandboxSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What events make of the hosts' plans. Not for several threads.
 *
 * <p>A sandbox is in its host's plan until it is being removed and its last endpoint is off, or is
 * given up; an endpoint from its addresses on until it leaves or fails; a network while it has
 * endpoints there.
 */
final class PlanFold {

  private final int memory;
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final Reaches reaches;
  private final Map<String, NetworkSettings> requested = new HashMap<>();
  private final Map<String, PlannedNetwork> networks = new HashMap<>();
  private final Services services = new Services(shelves, networks);
  private final Map<String, Room> sandboxes = new HashMap<>();
  private final Map<String, Place> endpoints = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  /**
   * @param memory how many gone things are remembered for each host
   */
  PlanFold(int memory) {
    this.memory = memory;
    this.reaches = new Reaches(memory);
  }

  Shelf shelf(String host) {
    return shelves.computeIfAbsent(host, _ -> new Shelf(memory));
  }

  /** The hosts of all sandboxes that are not removed, by the sandboxes' ids. */
  Map<String, String> placed() {
    return sandboxes.values().stream()
        .collect(Collectors.toUnmodifiableMap(room -> room.id, room -> room.settings.host()));
  }

  HostPlan plan(String host, long head) {
    Shelf shelf = shelf(host);
    return reaches.complete(host, shelf, shelf.plan(head));
  }

  /** Empty if some of the changes since {@code since} are forgotten. */
  Optional<PlanChanges> changesSince(String host, long since, long head) {
    Shelf shelf = shelf(host);
    return shelf
        .changesSince(since, head)
        .map(changes -> reaches.complete(host, shelf, changes, since));
  }

  /** The revision of the last event that changed the host's plan; 0 if none did. */
  long revision(String host) {
    Shelf shelf = shelf(host);
    return Math.max(shelf.revision(), reaches.revision(shelf));
  }

  /** The hosts whose plan is different since this was asked last. */
  Set<String> takeChanged() {
    Set<String> hosts = Set.copyOf(changed);
    changed.clear();
    return hosts;
  }

  void apply(Happening happening) {
    switch (happening) {
      case Happening.OfNetwork(_, var event) -> apply(happening, event);
      case Happening.OfSandbox(_, var event) -> apply(happening, event);
      case Happening.OfEndpoint(_, var event) -> apply(happening, event);
      case Happening.OfService(_, var event) -> changed.addAll(services.apply(happening, event));
      case Happening.OfHost(_, var event) ->
          changed.addAll(reaches.apply(happening, event, shelf(happening.id())));
    }
  }

  private void apply(Happening at, NetworkEvent event) {
    switch (event) {
      case NetworkEvent.NetworkRequested(var settings) -> requested.put(at.id(), settings);
      case NetworkEvent.NetworkCreated(var pools) -> {
        NetworkSettings settings = requested.remove(at.id());
        if (settings != null) {
          networks.put(at.id(), PlannedNetwork.of(at.id(), settings, pools));
        }
      }
      case NetworkEvent.NetworkFailed _, NetworkEvent.NetworkRemoved _ -> {
        requested.remove(at.id());
        networks.remove(at.id());
        reaches.forget(at.id());
        services.forget(at.id());
      }
      case NetworkEvent.NetworkRenamed(var now, _) -> change(at, it -> it.renamed(now));
      case NetworkEvent.NetworkRelabeled _ -> {
        // hosts know no labels
      }
      case NetworkEvent.NetworkPoolAdded(var pool) ->
          change(at, it -> it.with(new PlannedNetwork.Subnet(pool.subnet(), pool.gateway())));
      case NetworkEvent.ConfigLent _,
          NetworkEvent.ConfigReturned _,
          NetworkEvent.SubnetRequested _,
          NetworkEvent.RangeRequested _,
          NetworkEvent.NetworkPoolWidened _,
          NetworkEvent.NetworkPoolRefused _ -> {
        // hosts choose no addresses and hear of no configuration networks
      }
      case NetworkEvent.NetworkReconfigured(var bridge) -> change(at, it -> it.driven(bridge));
      case NetworkEvent.EndpointAdded _,
          NetworkEvent.EndpointDropped _,
          NetworkEvent.NetworkRemoving _ -> {
        // the endpoints' own events tell
      }
    }
  }

  /** Hosts that have endpoints on the network are told that it is another one. */
  private void change(Happening at, UnaryOperator<PlannedNetwork> change) {
    PlannedNetwork network =
        networks.computeIfPresent(at.id(), (_, before) -> change.apply(before));
    if (network == null) {
      return;
    }
    shelves.forEach((host, shelf) -> {
      if (shelf.replace(network, at.revision())) {
        changed.add(host);
      }
    });
  }

  private void apply(Happening at, SandboxEvent event) {
    if (event instanceof SandboxEvent.SandboxCreated(var settings)) {
      create(at, settings);
      return;
    }
    Room room = sandboxes.get(at.id());
    if (room == null) {
      return;
    }
    Shelf shelf = shelf(room.settings.host());
    switch (event) {
      case SandboxEvent.SandboxCreated _ -> {
        // above
      }
      case SandboxEvent.SandboxReady _ -> shelf.preparing.remove(at.id());
      case SandboxEvent.SandboxFailed _ -> {
        shelf.preparing.remove(at.id());
        drop(at, room);
      }
      case SandboxEvent.SandboxJoined joined -> room.endpoints.add(joined.endpointId());
      case SandboxEvent.SandboxLeft(var endpoint) -> {
        room.endpoints.remove(endpoint);
        removeWhenEmpty(at, room);
      }
      case SandboxEvent.SandboxModeChanged _ -> {
        // nothing but lo stands there before and after
      }
      case SandboxEvent.SandboxOrphaned _ -> {
        // that the donor is in no plan any more says it all
      }
      case SandboxEvent.SandboxRejoined(var donor) -> rejoin(at, room, donor);
      case SandboxEvent.SandboxRemoving(var forced) -> remove(at, room, forced);
      case SandboxEvent.SandboxRemoved _ -> {
        shelf.removing.remove(at.id());
        sandboxes.remove(at.id());
      }
    }
  }

  private void create(Happening at, SandboxSettings settings) {
    sandboxes.put(at.id(), new Room(at.id(), settings));
    Shelf shelf = shelf(settings.host());
    shelf.put(PlannedSandbox.of(at.id(), settings), at.revision());
    shelf.preparing.add(at.id(), at.revision(), at.correlation());
    changed.add(settings.host());
  }

  private void rejoin(Happening at, Room room, String donorId) {
    Namespace namespace = new Namespace.OfDonor(donorId, "", false);
    shelf(room.settings.host())
        .put(PlannedSandbox.of(room.id, room.settings.in(namespace)), at.revision());
    changed.add(room.settings.host());
  }

  /** For the word of a host that is removed nobody waits. */
  private void remove(Happening at, Room room, boolean forced) {
    room.removing = !forced;
    if (forced) {
      Shelf shelf = shelf(room.settings.host());
      shelf.preparing.remove(at.id());
      shelf.removing.remove(at.id());
      drop(at, room);
    } else {
      removeWhenEmpty(at, room);
    }
  }

  private void removeWhenEmpty(Happening at, Room room) {
    if (room.removing && room.endpoints.isEmpty()) {
      Shelf shelf = shelf(room.settings.host());
      shelf.preparing.remove(at.id());
      shelf.removing.add(at.id(), at.revision(), at.correlation());
      drop(at, room);
    }
  }

  private void drop(Happening at, Room room) {
    shelf(room.settings.host()).removeSandbox(at.id(), at.revision());
    changed.add(room.settings.host());
  }

  private void apply(Happening at, EndpointEvent event) {
    if (event instanceof EndpointEvent.EndpointRequested(var request)) {
      endpoints.put(at.id(), place(request));
      return;
    }
    Place place = endpoints.get(at.id());
    if (place == null) {
      return;
    }
    Shelf shelf = shelf(place.host());
    switch (event) {
      case EndpointEvent.EndpointRequested _ -> {
        // above
      }
      case EndpointEvent.EndpointAddressed(var addressing) -> admit(at, place, addressing);
      case EndpointEvent.EndpointAttached _ -> {
        shelf.attaching.remove(at.id());
        Room room = sandboxes.get(place.sandboxId());
        changed.addAll(services.attach(at, place, room, shelf.endpoint(at.id())));
      }
      case EndpointEvent.EndpointFailed _ -> leave(at, shelf, place);
      case EndpointEvent.EndpointLeaving _ -> {
        leave(at, shelf, place);
        shelf.detaching.add(at.id(), at.revision(), at.correlation());
      }
      case EndpointEvent.EndpointDetached _ -> shelf.detaching.remove(at.id());
      case EndpointEvent.EndpointRemoved _ -> endpoints.remove(at.id());
    }
  }

  private Place place(EndpointRequest request) {
    PlannedNetwork network = networks.get(request.networkId());
    Room room = sandboxes.get(request.sandboxId());
    return Place.of(
        request,
        network == null ? request.networkId() : network.id(),
        room == null ? request.sandboxId() : room.id,
        room == null ? request.host() : room.settings.host());
  }

  private void admit(Happening at, Place place, Addressing addressing) {
    PlannedNetwork network = networks.get(place.networkId());
    if (network == null) {
      throw new IllegalStateException(
          "impossible history: revision %d has an endpoint on network %s, which is not there"
              .formatted(at.revision(), place.networkId()));
    }
    Shelf shelf = shelf(place.host());
    PlannedEndpoint endpoint = place.planned(at, addressing);
    if (shelf.put(endpoint, network)) {
      services.arrive(network.id(), place.host(), shelf, at.revision());
    }
    if (network.isOverlay()) {
      Room room = sandboxes.get(place.sandboxId());
      String name = room == null ? "" : room.settings.name();
      changed.addAll(reaches.put(endpoint, name, place.host()));
    }
    shelf.attaching.add(at.id(), at.revision(), at.correlation());
    changed.add(place.host());
  }

  private void leave(Happening at, Shelf shelf, Place place) {
    shelf.attaching.remove(at.id());
    shelf.removeEndpoint(at.id(), at.revision());
    changed.add(place.host());
    changed.addAll(reaches.remove(place.networkId(), at.id(), at.revision()));
    changed.addAll(services.detach(at, place));
  }
}
