package io.netledger.network.sandbox;

import static java.util.stream.Collectors.joining;

import io.netledger.eventstore.Decider;
import io.netledger.network.sandbox.Memberships.Membership;
import io.netledger.network.sandbox.Sandbox.Absent;
import io.netledger.network.sandbox.Sandbox.Created;
import io.netledger.network.sandbox.Sandbox.Failed;
import io.netledger.network.sandbox.Sandbox.Ready;
import io.netledger.network.sandbox.Sandbox.Removed;
import io.netledger.network.sandbox.Sandbox.Removing;
import io.netledger.network.sandbox.SandboxCommand.AbandonSandbox;
import io.netledger.network.sandbox.SandboxCommand.ConfirmReady;
import io.netledger.network.sandbox.SandboxCommand.ConfirmRemoved;
import io.netledger.network.sandbox.SandboxCommand.CreateSandbox;
import io.netledger.network.sandbox.SandboxCommand.FailSandbox;
import io.netledger.network.sandbox.SandboxCommand.JoinNetwork;
import io.netledger.network.sandbox.SandboxCommand.JoinNone;
import io.netledger.network.sandbox.SandboxCommand.LeaveNetwork;
import io.netledger.network.sandbox.SandboxCommand.LeaveNone;
import io.netledger.network.sandbox.SandboxCommand.LoseDonor;
import io.netledger.network.sandbox.SandboxCommand.RejoinDonor;
import io.netledger.network.sandbox.SandboxCommand.RemoveSandbox;
import io.netledger.network.sandbox.SandboxEvent.SandboxCreated;
import io.netledger.network.sandbox.SandboxEvent.SandboxFailed;
import io.netledger.network.sandbox.SandboxEvent.SandboxJoined;
import io.netledger.network.sandbox.SandboxEvent.SandboxLeft;
import io.netledger.network.sandbox.SandboxEvent.SandboxReady;
import io.netledger.network.sandbox.SandboxEvent.SandboxRemoved;
import io.netledger.network.sandbox.SandboxEvent.SandboxRemoving;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of a sandbox: one endpoint a network, one interface a name. */
public final class SandboxDecider implements Decider<Sandbox, SandboxCommand, SandboxEvent> {

  @Override
  public Sandbox initial() {
    return new Absent();
  }

  @Override
  public List<SandboxEvent> decide(Sandbox sandbox, SandboxCommand command) {
    return switch (sandbox) {
      case Absent _ -> decideAbsent(command);
      case Created(var settings, var networks) -> decideCreated(settings, networks, command);
      case Ready ready -> decide(ready, command);
      case Failed failed -> decide(failed, command);
      case Removing removing -> decide(removing, command);
      case Removed removed -> decide(removed, command);
    };
  }

  private static List<SandboxEvent> decideAbsent(SandboxCommand command) {
    return switch (command) {
      case CreateSandbox(var settings) -> List.of(new SandboxCreated(settings));
      case ConfirmReady _,
          FailSandbox _,
          JoinNetwork _,
          LeaveNetwork _,
          JoinNone _,
          LeaveNone _,
          LoseDonor _,
          RejoinDonor _,
          RemoveSandbox _,
          AbandonSandbox _,
          ConfirmRemoved _ ->
          throw new Rejection(Reason.SANDBOX_NOT_FOUND, "no such sandbox");
    };
  }

  private static List<SandboxEvent> decideCreated(
      SandboxSettings settings, Memberships networks, SandboxCommand command) {
    return switch (command) {
      case CreateSandbox(var wanted) -> same(wanted, settings);
      case ConfirmReady(var path) -> List.of(new SandboxReady(path));
      case FailSandbox(var message) -> List.of(new SandboxFailed(message));
      case JoinNetwork join -> join(settings, networks, join);
      case LeaveNetwork(var endpoint) -> leave(networks, endpoint);
      case JoinNone _ -> Sharing.joinNone(settings, networks);
      case LeaveNone _ -> Sharing.leaveNone(settings);
      case LoseDonor(var donor) -> Sharing.orphan(settings, donor);
      case RejoinDonor(var donor) -> Sharing.rejoin(settings, donor);
      case RemoveSandbox(var detach, var names) -> {
        removable(settings, networks, detach, names);
        yield List.of(new SandboxRemoving(false));
      }
      case AbandonSandbox _ -> abandon(networks);
      case ConfirmRemoved _ -> throw notReady(settings, "is not being removed");
    };
  }

  /** A host that had it once and now refuses it, perhaps after a reboot, does not undo it. */
  private static List<SandboxEvent> decide(Ready sandbox, SandboxCommand command) {
    return switch (command) {
      case ConfirmReady(var path) when path.equals(sandbox.netnsPath()) -> List.of();
      case FailSandbox _ -> List.of();
      case CreateSandbox _,
          ConfirmReady _,
          JoinNetwork _,
          LeaveNetwork _,
          JoinNone _,
          LeaveNone _,
          LoseDonor _,
          RejoinDonor _,
          RemoveSandbox _,
          AbandonSandbox _,
          ConfirmRemoved _ ->
          decideCreated(sandbox.settings(), sandbox.memberships(), command);
    };
  }

  /** Nothing of it is on its host, so its removal waits for nobody but its endpoints. */
  private static List<SandboxEvent> decide(Failed sandbox, SandboxCommand command) {
    Memberships networks = sandbox.memberships();
    return switch (command) {
      case CreateSandbox(var wanted) -> same(wanted, sandbox.settings());
      case ConfirmReady _, FailSandbox _, LoseDonor _, RejoinDonor _ -> List.of();
      case LeaveNetwork(var endpoint) -> leave(networks, endpoint);
      case RemoveSandbox(var detach, var names) -> {
        removable(sandbox.settings(), networks, detach, names);
        yield networks.isEmpty()
            ? List.of(new SandboxRemoving(false), new SandboxRemoved())
            : List.of(new SandboxRemoving(false));
      }
      case AbandonSandbox _ -> abandon(networks);
      case JoinNetwork _, JoinNone _, LeaveNone _, ConfirmRemoved _ ->
          throw notReady(sandbox.settings(), "has failed: " + sandbox.message());
    };
  }

  private static List<SandboxEvent> decide(Removing sandbox, SandboxCommand command) {
    return switch (command) {
      case ConfirmReady _, FailSandbox _, LoseDonor _, RejoinDonor _, RemoveSandbox _ -> List.of();
      case LeaveNetwork(var endpoint) -> leave(sandbox.memberships(), endpoint);
      case AbandonSandbox _ when sandbox.onHost() -> abandon(sandbox.memberships());
      case AbandonSandbox _ -> List.of();
      case ConfirmRemoved _ when sandbox.memberships().isEmpty() -> List.of(new SandboxRemoved());
      case CreateSandbox _, JoinNetwork _, JoinNone _, LeaveNone _, ConfirmRemoved _ ->
          throw notReady(sandbox.settings(), "is being removed");
    };
  }

  private static List<SandboxEvent> decide(Removed sandbox, SandboxCommand command) {
    return switch (command) {
      case ConfirmReady _,
          FailSandbox _,
          LeaveNetwork _,
          LoseDonor _,
          RejoinDonor _,
          AbandonSandbox _,
          ConfirmRemoved _ ->
          List.of();
      case CreateSandbox _, JoinNetwork _, JoinNone _, LeaveNone _, RemoveSandbox _ ->
          throw new Rejection(
              Reason.SANDBOX_NOT_FOUND,
              "sandbox " + sandbox.settings().name() + " is no longer there");
    };
  }

  private static List<SandboxEvent> join(
      SandboxSettings settings, Memberships networks, JoinNetwork join) {
    Optional<Membership> there = networks.on(join.networkId());
    if (there.isPresent() && there.get().endpointId().equals(join.endpointId())) {
      return List.of();
    }
    if (there.isPresent()) {
      throw new Rejection(
          Reason.ALREADY_CONNECTED,
          "endpoint with name %s already exists in the network (id %.12s)"
              .formatted(settings.name(), there.get().endpointId()));
    }
    Sharing.checkConnectable(settings);
    String name = join.interfaceName().orElseGet(() -> networks.freeInterface(join.prefix()));
    if (name.equals("lo") || networks.hasInterface(name)) {
      throw new Rejection(
          Reason.INTERFACE_TAKEN,
          "sandbox %s has an interface %s already".formatted(settings.name(), name));
    }
    return List.of(
        new SandboxJoined(join.endpointId(), join.networkId(), name, networks.lastOrder() + 1));
  }

  private static List<SandboxEvent> leave(Memberships networks, String endpoint) {
    return networks.has(endpoint) ? List.of(new SandboxLeft(endpoint)) : List.of();
  }

  /** Nobody is asked, so it waits for nobody but its endpoints. */
  private static List<SandboxEvent> abandon(Memberships networks) {
    return networks.isEmpty()
        ? List.of(new SandboxRemoving(true), new SandboxRemoved())
        : List.of(new SandboxRemoving(true));
  }

  private static void removable(
      SandboxSettings settings, Memberships networks, boolean detach, Map<String, String> names) {
    if (detach || networks.isEmpty()) {
      return;
    }
    String shown =
        networks.byNetwork().keySet().stream()
            .map(id -> names.getOrDefault(id, id))
            .sorted()
            .collect(joining(", "));
    throw new Rejection(
        Reason.SANDBOX_IN_USE,
        "sandbox %s is connected to networks: %s".formatted(settings.name(), shown));
  }

  private static List<SandboxEvent> same(SandboxSettings wanted, SandboxSettings there) {
    if (wanted.equals(there)) {
      return List.of();
    }
    throw new Rejection(Reason.NAME_TAKEN, "the sandbox exists with other settings");
  }

  private static Rejection notReady(SandboxSettings settings, String why) {
    return new Rejection(Reason.SANDBOX_NOT_READY, "sandbox " + settings.name() + " " + why);
  }

  @Override
  public Sandbox evolve(Sandbox sandbox, SandboxEvent event) {
    return SandboxEvolution.evolve(sandbox, event);
  }
}
