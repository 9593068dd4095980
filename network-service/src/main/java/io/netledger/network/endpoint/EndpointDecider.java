package io.netledger.network.endpoint;

import io.netledger.eventstore.Decider;
import io.netledger.network.endpoint.Endpoint.Absent;
import io.netledger.network.endpoint.Endpoint.Addressed;
import io.netledger.network.endpoint.Endpoint.Attached;
import io.netledger.network.endpoint.Endpoint.Detached;
import io.netledger.network.endpoint.Endpoint.Failed;
import io.netledger.network.endpoint.Endpoint.Leaving;
import io.netledger.network.endpoint.Endpoint.Removed;
import io.netledger.network.endpoint.Endpoint.Requested;
import io.netledger.network.endpoint.EndpointCommand.ConfirmAttached;
import io.netledger.network.endpoint.EndpointCommand.ConfirmDetached;
import io.netledger.network.endpoint.EndpointCommand.ConfirmReleased;
import io.netledger.network.endpoint.EndpointCommand.FailEndpoint;
import io.netledger.network.endpoint.EndpointCommand.LeaveEndpoint;
import io.netledger.network.endpoint.EndpointCommand.RequestEndpoint;
import io.netledger.network.endpoint.EndpointCommand.SettleAddresses;
import io.netledger.network.endpoint.EndpointEvent.EndpointAddressed;
import io.netledger.network.endpoint.EndpointEvent.EndpointAttached;
import io.netledger.network.endpoint.EndpointEvent.EndpointDetached;
import io.netledger.network.endpoint.EndpointEvent.EndpointFailed;
import io.netledger.network.endpoint.EndpointEvent.EndpointLeaving;
import io.netledger.network.endpoint.EndpointEvent.EndpointRemoved;
import io.netledger.network.endpoint.EndpointEvent.EndpointRequested;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;

/**
 * The rules of an endpoint. Words of hosts and of ipam-service that come late change nothing: who
 * brings them looks at the state to learn what to do next.
 */
public final class EndpointDecider implements Decider<Endpoint, EndpointCommand, EndpointEvent> {

  @Override
  public Endpoint initial() {
    return new Absent();
  }

  @Override
  public List<EndpointEvent> decide(Endpoint endpoint, EndpointCommand command) {
    return switch (endpoint) {
      case Absent _ -> decideAbsent(command);
      case Requested requested -> decide(requested, command);
      case Addressed addressed -> decide(addressed, command);
      case Attached attached -> decide(attached, command);
      case Failed failed -> decideOffHost(failed.request(), command);
      case Leaving leaving -> decide(leaving, command);
      case Detached detached -> decideOffHost(detached.request(), command);
      case Removed removed -> decide(removed, command);
    };
  }

  private static List<EndpointEvent> decideAbsent(EndpointCommand command) {
    return switch (command) {
      case RequestEndpoint(var request) -> List.of(new EndpointRequested(request));
      case SettleAddresses _,
          ConfirmAttached _,
          FailEndpoint _,
          LeaveEndpoint _,
          ConfirmDetached _,
          ConfirmReleased _ ->
          throw new Rejection(Reason.ENDPOINT_NOT_FOUND, "no such endpoint");
    };
  }

  /** The host has not heard of it yet, so it leaves without the host's word. */
  private static List<EndpointEvent> decide(Requested endpoint, EndpointCommand command) {
    return switch (command) {
      case RequestEndpoint(var request) -> same(request, endpoint.request());
      case SettleAddresses(var addressing) -> List.of(new EndpointAddressed(addressing));
      case FailEndpoint(var failure) -> List.of(new EndpointFailed(failure));
      case LeaveEndpoint _ -> List.of(new EndpointLeaving(), new EndpointDetached(false));
      case ConfirmAttached _, ConfirmDetached _ -> List.of();
      case ConfirmReleased _ -> throw notLeaving();
    };
  }

  private static List<EndpointEvent> decide(Addressed endpoint, EndpointCommand command) {
    return switch (command) {
      case RequestEndpoint(var request) -> same(request, endpoint.request());
      case SettleAddresses(var addressing) -> same(addressing, endpoint.addressing());
      case ConfirmAttached(var revision) -> List.of(new EndpointAttached(revision));
      case FailEndpoint(var failure) -> List.of(new EndpointFailed(failure));
      case LeaveEndpoint(var force) -> leave(force);
      case ConfirmDetached _ -> List.of();
      case ConfirmReleased _ -> throw notLeaving();
    };
  }

  /** A host that had it once and now refuses it, perhaps after a reboot, does not undo it. */
  private static List<EndpointEvent> decide(Attached endpoint, EndpointCommand command) {
    return switch (command) {
      case RequestEndpoint(var request) -> same(request, endpoint.request());
      case SettleAddresses(var addressing) -> same(addressing, endpoint.addressing());
      case LeaveEndpoint(var force) -> leave(force);
      case ConfirmAttached _, FailEndpoint _, ConfirmDetached _ -> List.of();
      case ConfirmReleased _ -> throw notLeaving();
    };
  }

  private static List<EndpointEvent> leave(boolean force) {
    return force
        ? List.of(new EndpointLeaving(), new EndpointDetached(true))
        : List.of(new EndpointLeaving());
  }

  private static List<EndpointEvent> decide(Leaving endpoint, EndpointCommand command) {
    return switch (command) {
      case RequestEndpoint(var request) -> same(request, endpoint.request());
      case LeaveEndpoint(var force) when force -> List.of(new EndpointDetached(true));
      case ConfirmDetached _ -> List.of(new EndpointDetached(false));
      case SettleAddresses _, ConfirmAttached _, FailEndpoint _, LeaveEndpoint _ -> List.of();
      case ConfirmReleased _ -> throw notLeaving();
    };
  }

  private static List<EndpointEvent> decideOffHost(EndpointRequest there, EndpointCommand command) {
    return switch (command) {
      case RequestEndpoint(var request) -> same(request, there);
      case ConfirmReleased _ -> List.of(new EndpointRemoved());
      case SettleAddresses _,
          ConfirmAttached _,
          FailEndpoint _,
          LeaveEndpoint _,
          ConfirmDetached _ ->
          List.of();
    };
  }

  private static List<EndpointEvent> decide(Removed endpoint, EndpointCommand command) {
    return switch (command) {
      case RequestEndpoint(var request) -> same(request, endpoint.request());
      case LeaveEndpoint _ -> throw new Rejection(Reason.NOT_CONNECTED, "the endpoint is gone");
      case SettleAddresses _,
          ConfirmAttached _,
          FailEndpoint _,
          ConfirmDetached _,
          ConfirmReleased _ ->
          List.of();
    };
  }

  private static <T> List<EndpointEvent> same(T wanted, T there) {
    if (wanted.equals(there)) {
      return List.of();
    }
    throw new Rejection(
        Reason.ALREADY_CONNECTED, "the endpoint exists as " + there + ", not as " + wanted);
  }

  private static Rejection notLeaving() {
    return new Rejection(Reason.ALREADY_CONNECTED, "the endpoint is still on its host");
  }

  @Override
  public Endpoint evolve(Endpoint endpoint, EndpointEvent event) {
    return EndpointEvolution.evolve(endpoint, event);
  }
}
