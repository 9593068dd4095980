package io.netledger.network.rules;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.guest.GuestCommand.AddGuest;
import io.netledger.network.guest.GuestCommand.RemoveGuest;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.SandboxCommand.LoseDonor;
import io.netledger.network.sandbox.SandboxCommand.RejoinDonor;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * Sandboxes that share the namespace of another: how they find their donor, lose it, and find the
 * next one of its name. All of it happens in the decision that makes or removes the donor, so there
 * is nothing to take up after a crash.
 */
final class Hospitality {

  private Hospitality() {}

  /** What a new sandbox is asked to be, with its host and where its namespace comes from. */
  static SandboxSettings settled(Work work, SandboxSettings wish) {
    return switch (wish.namespace()) {
      case Namespace.OfDonor(_, var word, _) -> guest(work, wish, word);
      case Namespace.Made _ -> {
        SandboxSettings placed = wish.on(Naming.host(work, wish.host()));
        yield waitingFor(work, placed).stream()
            .filter(guest -> waitsInOurs(work, guest))
            .findFirst()
            .map(guest -> placed.in(new Namespace.OfGuest(guest)))
            .orElse(placed);
      }
      case Namespace.AtPath _, Namespace.OfProcess _, Namespace.OfHost _, Namespace.OfGuest _ ->
          wish.on(Naming.host(work, wish.host()));
    };
  }

  /** The sandbox is made: it has its donor, or those that wait for it have theirs. */
  static void welcome(Work work, String id, SandboxSettings made) {
    switch (made.namespace()) {
      case Namespace.OfDonor(_, var donor, _) ->
          work.decide(Kinds.GUESTS, Kinds.SANDBOX_STREAM, new AddGuest(donor, id));
      case Namespace.OfHost _ -> {
        // who waits for a namespace of its own kind does not get into the host's
      }
      case Namespace.Made _, Namespace.OfGuest _, Namespace.AtPath _, Namespace.OfProcess _ ->
          waitingFor(work, made)
              .forEach(guest -> work.decide(Kinds.SANDBOX, guest, new RejoinDonor(id)));
    }
  }

  /** The donor is going or was refused. */
  static void orphan(Work work, String donorId) {
    work.state(Kinds.SANDBOX, donorId)
        .asked()
        .map(SandboxSettings::name)
        .ifPresent(name ->
            guests(work, name)
                .forEach(guest -> work.decide(Kinds.SANDBOX, guest, new LoseDonor(donorId))));
  }

  /** The sandbox is gone. */
  static void forget(Work work, String id) {
    if (namespace(work, id).orElse(null) instanceof Namespace.OfDonor(_, var donor, _)) {
      work.decide(Kinds.GUESTS, Kinds.SANDBOX_STREAM, new RemoveGuest(donor, id));
    }
  }

  private static SandboxSettings guest(Work work, SandboxSettings wish, String word) {
    Namespace.OfDonor donor = donor(work, wish.name(), word);
    String host =
        work.state(Kinds.SANDBOX, donor.donorId()).asked().map(SandboxSettings::host).orElseThrow();
    if (!wish.host().isEmpty() && !Naming.host(work, wish.host()).equals(host)) {
      throw new Rejection(
          Reason.DONOR_ELSEWHERE,
          "sandbox %s is on host %s; expected one on host %s, where %s shall share its namespace"
              .formatted(donor.donor(), host, wish.host(), wish.name()));
    }
    return wish.on(host).in(donor);
  }

  /** A guest's guest has the same donor, as in Docker: it is the same namespace. */
  private static Namespace.OfDonor donor(Work work, String name, String word) {
    Optional<String> found = Naming.findSandbox(work, word);
    if (found.isEmpty() && word.equals(name)) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "donor is %s; expected another sandbox: a container cannot join its own network"
              .formatted(word));
    }
    String id = found.orElseGet(() -> Naming.sandbox(work, word));
    SandboxSettings settings = usable(work.state(Kinds.SANDBOX, id), word);
    if (settings.namespace() instanceof Namespace.OfDonor there) {
      if (there.gone()) {
        throw notRunning(
            word, "it shares the namespace of %s, which is gone".formatted(there.donor()));
      }
      return there;
    }
    return new Namespace.OfDonor(id, settings.name(), false);
  }

  private static SandboxSettings usable(Sandbox donor, String word) {
    return switch (donor) {
      case Sandbox.Created(var settings, _) -> settings;
      case Sandbox.Ready(var settings, _, _) -> settings;
      case Sandbox.Failed _ -> throw notRunning(word, "its host has refused it");
      case Sandbox.Removing _, Sandbox.Removed _ -> throw notRunning(word, "it is being removed");
      case Sandbox.Absent _ ->
          throw new IllegalStateException("sandbox " + word + " has a name but no history");
    };
  }

  /** Docker's words (daemon.getNetworkedContainer). */
  private static Rejection notRunning(String word, String why) {
    return new Rejection(
        Reason.SANDBOX_NOT_READY,
        "cannot join network of a non running container: %s: %s".formatted(word, why));
  }

  /** Guests on the sandbox's host that wait for one of its name. */
  private static List<String> waitingFor(Work work, SandboxSettings sandbox) {
    return guests(work, sandbox.name()).stream()
        .filter(guest -> isWaitingOn(work, guest, sandbox.host()))
        .toList();
  }

  private static boolean isWaitingOn(Work work, String guest, String host) {
    return switch (work.state(Kinds.SANDBOX, guest)) {
      case Sandbox.Created(var settings, _) -> isWaitingOn(settings, host);
      case Sandbox.Ready(var settings, _, _) -> isWaitingOn(settings, host);
      case Sandbox.Absent _, Sandbox.Failed _, Sandbox.Removing _, Sandbox.Removed _ -> false;
    };
  }

  private static boolean isWaitingOn(SandboxSettings guest, String host) {
    return guest.host().equals(host)
        && guest.namespace() instanceof Namespace.OfDonor(_, _, var gone)
        && gone;
  }

  /** What a donor had adopted is not ours to hand on. */
  private static boolean waitsInOurs(Work work, String guest) {
    return namespace(work, guest).orElse(null) instanceof Namespace.OfDonor(var last, _, _)
        && namespace(work, last)
            .filter(it -> it instanceof Namespace.Made || it instanceof Namespace.OfGuest)
            .isPresent();
  }

  private static Optional<Namespace> namespace(Work work, String id) {
    return work.state(Kinds.SANDBOX, id).asked().map(SandboxSettings::namespace);
  }

  private static List<String> guests(Work work, String donor) {
    return work.state(Kinds.GUESTS, Kinds.SANDBOX_STREAM).of(donor);
  }
}
