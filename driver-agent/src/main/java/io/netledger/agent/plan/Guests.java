package io.netledger.agent.plan;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which sandboxes share the namespace of which other one, or would if it were there. */
final class Guests {

  private final Map<String, Set<String>> byDonor = new HashMap<>();

  void add(SandboxSpec sandbox) {
    sandbox
        .donorId()
        .ifPresent(
            donor -> byDonor.computeIfAbsent(donor, _ -> new LinkedHashSet<>()).add(sandbox.id()));
  }

  void remove(SandboxSpec sandbox) {
    sandbox
        .donorId()
        .ifPresent(donor ->
            byDonor.computeIfPresent(
                donor,
                (_, guests) -> {
                  guests.remove(sandbox.id());
                  return guests.isEmpty() ? null : guests;
                }));
  }

  /** Their ids. */
  Set<String> of(String donorId) {
    return Set.copyOf(Optional.ofNullable(byDonor.get(donorId)).orElse(Set.of()));
  }
}
