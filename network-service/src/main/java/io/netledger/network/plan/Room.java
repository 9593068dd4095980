package io.netledger.network.plan;

import io.netledger.network.sandbox.SandboxSettings;
import java.util.HashSet;
import java.util.Set;

/** A sandbox with what decides about its end. Not for several threads. */
final class Room {

  final String id;
  final SandboxSettings settings;
  final Set<String> endpoints = new HashSet<>();
  boolean removing;

  Room(String id, SandboxSettings settings) {
    this.id = id;
    this.settings = settings;
  }
}
