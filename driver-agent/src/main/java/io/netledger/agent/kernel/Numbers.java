package io.netledger.agent.kernel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * By which number the host's namespace knows that of each sandbox: what is heard of sandboxes bears
 * it. Several sandboxes may share a namespace.
 */
final class Numbers {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, Set<String>> sandboxes = new HashMap<>();

  void put(String sandboxId, int number) {
    remove(sandboxId);
    numbers.put(sandboxId, number);
    sandboxes.computeIfAbsent(number, _ -> new HashSet<>()).add(sandboxId);
  }

  void remove(String sandboxId) {
    Integer number = numbers.remove(sandboxId);
    if (number != null) {
      sandboxes.computeIfPresent(
          number,
          (_, ids) -> {
            ids.remove(sandboxId);
            return ids.isEmpty() ? null : ids;
          });
    }
  }

  Set<String> sandboxesIn(int number) {
    return Set.copyOf(sandboxes.getOrDefault(number, Set.of()));
  }
}
