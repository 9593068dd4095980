package io.netledger.network.sandbox;

import io.netledger.network.sandbox.Memberships.Membership;
import io.netledger.network.sandbox.Sandbox.Absent;
import io.netledger.network.sandbox.Sandbox.Created;
import io.netledger.network.sandbox.Sandbox.Failed;
import io.netledger.network.sandbox.Sandbox.Ready;
import io.netledger.network.sandbox.Sandbox.Removed;
import io.netledger.network.sandbox.Sandbox.Removing;
import io.netledger.network.sandbox.SandboxEvent.SandboxCreated;
import io.netledger.network.sandbox.SandboxEvent.SandboxFailed;
import io.netledger.network.sandbox.SandboxEvent.SandboxJoined;
import io.netledger.network.sandbox.SandboxEvent.SandboxLeft;
import io.netledger.network.sandbox.SandboxEvent.SandboxModeChanged;
import io.netledger.network.sandbox.SandboxEvent.SandboxOrphaned;
import io.netledger.network.sandbox.SandboxEvent.SandboxReady;
import io.netledger.network.sandbox.SandboxEvent.SandboxRejoined;
import io.netledger.network.sandbox.SandboxEvent.SandboxRemoved;
import io.netledger.network.sandbox.SandboxEvent.SandboxRemoving;

/** What each event makes of a sandbox. */
final class SandboxEvolution {

  private SandboxEvolution() {}

  static Sandbox evolve(Sandbox sandbox, SandboxEvent event) {
    return switch (event) {
      case SandboxCreated(var settings) -> new Created(settings, Memberships.NONE);
      case SandboxReady(var path) -> new Ready(settings(sandbox), path, sandbox.networks());
      case SandboxFailed(var message) -> new Failed(settings(sandbox), message, sandbox.networks());
      case SandboxJoined(var endpoint, var network, var name, var order) ->
          with(sandbox, sandbox.networks().with(network, new Membership(endpoint, name, order)));
      case SandboxLeft(var endpoint) -> with(sandbox, sandbox.networks().without(endpoint));
      case SandboxModeChanged(var lone) -> with(sandbox, settings(sandbox).alone(lone));
      case SandboxOrphaned _ -> in(sandbox, gone(sandbox));
      case SandboxRejoined(var donor) -> in(sandbox, at(sandbox, donor));
      case SandboxRemoving(var forced) ->
          new Removing(
              settings(sandbox), sandbox.networks(), !forced && !(sandbox instanceof Failed));
      case SandboxRemoved _ -> new Removed(settings(sandbox));
    };
  }

  private static Sandbox with(Sandbox sandbox, Memberships networks) {
    return switch (sandbox) {
      case Created(var settings, _) -> new Created(settings, networks);
      case Ready(var settings, var path, _) -> new Ready(settings, path, networks);
      case Failed(var settings, var message, _) -> new Failed(settings, message, networks);
      case Removing(var settings, _, var onHost) -> new Removing(settings, networks, onHost);
      case Absent _, Removed _ -> throw impossible(sandbox);
    };
  }

  private static Sandbox in(Sandbox sandbox, Namespace namespace) {
    return with(sandbox, settings(sandbox).in(namespace));
  }

  private static Sandbox with(Sandbox sandbox, SandboxSettings settings) {
    return switch (sandbox) {
      case Created(_, var networks) -> new Created(settings, networks);
      case Ready(_, var path, var networks) -> new Ready(settings, path, networks);
      case Failed(_, var message, var networks) -> new Failed(settings, message, networks);
      case Removing(_, var networks, var onHost) -> new Removing(settings, networks, onHost);
      case Absent _, Removed _ -> throw impossible(sandbox);
    };
  }

  private static Namespace gone(Sandbox sandbox) {
    Namespace.OfDonor there = donor(sandbox);
    return new Namespace.OfDonor(there.donorId(), there.donor(), true);
  }

  private static Namespace at(Sandbox sandbox, String donorId) {
    return new Namespace.OfDonor(donorId, donor(sandbox).donor(), false);
  }

  private static Namespace.OfDonor donor(Sandbox sandbox) {
    if (settings(sandbox).namespace() instanceof Namespace.OfDonor donor) {
      return donor;
    }
    throw impossible(sandbox);
  }

  private static SandboxSettings settings(Sandbox sandbox) {
    return sandbox.asked().orElseThrow(() -> impossible(sandbox));
  }

  private static IllegalStateException impossible(Sandbox sandbox) {
    return new IllegalStateException("impossible history of a sandbox that is " + sandbox);
  }
}
