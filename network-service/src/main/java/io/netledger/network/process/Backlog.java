package io.netledger.network.process;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StreamId;
import io.netledger.network.Happening;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.service.ServiceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The things whose last event asks for a step, as the log tells: what may have been left undone.
 */
final class Backlog {

  private enum Asks {
    FOR_A_STEP,
    FOR_NOTHING,
    /** The event changes nothing in this. */
    AS_BEFORE
  }

  private final Map<StreamId, Recorded> open = new ConcurrentHashMap<>();

  void note(Recorded recorded) {
    Happening.of(recorded)
        .forEach(happening -> {
          switch (asks(happening)) {
            case FOR_A_STEP -> open.put(recorded.stream(), recorded);
            case FOR_NOTHING -> open.remove(recorded.stream());
            case AS_BEFORE -> {}
          }
        });
  }

  /** The thing has been looked at since that event, and needs no step. */
  void settle(Recorded event) {
    open.remove(event.stream(), event);
  }

  /** Those whose last event is from before {@code time}. */
  List<Recorded> olderThan(Instant time) {
    return open.values().stream()
        .filter(recorded -> recorded.metadata().time().isBefore(time))
        .toList();
  }

  private static Asks asks(Happening happening) {
    return switch (happening) {
      case Happening.OfEndpoint(_, var event) -> asks(event);
      case Happening.OfNetwork(_, var event) -> asks(event);
      case Happening.OfSandbox(_, var event) -> asks(event);
      case Happening.OfService(_, var event) -> asks(event);
      case Happening.OfHost _ -> Asks.AS_BEFORE;
    };
  }

  private static Asks asks(EndpointEvent event) {
    return switch (event) {
      case EndpointEvent.EndpointRequested _,
          EndpointEvent.EndpointFailed _,
          EndpointEvent.EndpointDetached _ ->
          Asks.FOR_A_STEP;
      case EndpointEvent.EndpointAddressed _,
          EndpointEvent.EndpointAttached _,
          EndpointEvent.EndpointLeaving _,
          EndpointEvent.EndpointRemoved _ ->
          Asks.FOR_NOTHING;
    };
  }

  private static Asks asks(ServiceEvent event) {
    return switch (event) {
      case ServiceEvent.ServiceRequested _,
          ServiceEvent.ServiceFailed _,
          ServiceEvent.ServiceRemoving _ ->
          Asks.FOR_A_STEP;
      case ServiceEvent.ServiceAddressed _, ServiceEvent.ServiceRemoved _ -> Asks.FOR_NOTHING;
    };
  }

  private static Asks asks(NetworkEvent event) {
    return switch (event) {
      case NetworkEvent.NetworkRequested _,
          NetworkEvent.SubnetRequested _,
          NetworkEvent.RangeRequested _,
          NetworkEvent.NetworkPoolAdded _,
          NetworkEvent.NetworkPoolWidened _,
          NetworkEvent.NetworkPoolRefused _,
          NetworkEvent.NetworkFailed _,
          NetworkEvent.NetworkRemoving _ ->
          Asks.FOR_A_STEP;
      case NetworkEvent.NetworkCreated _, NetworkEvent.NetworkRemoved _ -> Asks.FOR_NOTHING;
      case NetworkEvent.NetworkRenamed _,
          NetworkEvent.NetworkRelabeled _,
          NetworkEvent.NetworkReconfigured _,
          NetworkEvent.ConfigLent _,
          NetworkEvent.ConfigReturned _,
          NetworkEvent.EndpointAdded _,
          NetworkEvent.EndpointDropped _ ->
          Asks.AS_BEFORE;
    };
  }

  private static Asks asks(SandboxEvent event) {
    return switch (event) {
      case SandboxEvent.SandboxRemoving _ -> Asks.FOR_A_STEP;
      case SandboxEvent.SandboxCreated _, SandboxEvent.SandboxRemoved _ -> Asks.FOR_NOTHING;
      case SandboxEvent.SandboxReady _,
          SandboxEvent.SandboxFailed _,
          SandboxEvent.SandboxJoined _,
          SandboxEvent.SandboxLeft _,
          SandboxEvent.SandboxModeChanged _,
          SandboxEvent.SandboxOrphaned _,
          SandboxEvent.SandboxRejoined _ ->
          Asks.AS_BEFORE;
    };
  }
}
