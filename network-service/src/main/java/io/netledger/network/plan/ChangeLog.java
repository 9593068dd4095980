package io.netledger.network.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What changed when: of each thing the last change. Of very many things that are gone the oldest
 * are forgotten. Not for several threads.
 *
 * @param <K> what a thing is known by
 */
final class ChangeLog<K> {

  /** The last thing that happened to {@code key}. */
  record Change<K>(long revision, K key, boolean gone) {}

  private final int memory;
  private final K lowest;
  private final Map<K, Change<K>> last = new HashMap<>();
  private final TreeSet<Change<K>> changes;
  private final TreeSet<Change<K>> goneOnes;
  private long forgotten;

  /**
   * @param memory how many gone things are remembered
   * @param lowest not above any key
   */
  ChangeLog(int memory, Comparator<K> order, K lowest) {
    this.memory = memory;
    this.lowest = lowest;
    Comparator<Change<K>> byRevision =
        Comparator.<Change<K>>comparingLong(Change::revision).thenComparing(Change::key, order);
    this.changes = new TreeSet<>(byRevision);
    this.goneOnes = new TreeSet<>(byRevision);
  }

  void note(K key, long revision, boolean gone) {
    Change<K> change = new Change<>(revision, key, gone);
    Change<K> before = last.put(key, change);
    if (before != null) {
      changes.remove(before);
      goneOnes.remove(before);
    }
    changes.add(change);
    if (gone) {
      goneOnes.add(change);
    }
    while (goneOnes.size() > memory) {
      Change<K> oldest = goneOnes.removeFirst();
      changes.remove(oldest);
      last.remove(oldest.key());
      forgotten = Math.max(forgotten, oldest.revision());
    }
  }

  /** In order; empty if some of the changes since {@code revision} are forgotten. */
  Optional<List<Change<K>>> since(long revision) {
    return revision < forgotten
        ? Optional.empty()
        : Optional.of(List.copyOf(changes.tailSet(new Change<>(revision + 1, lowest, false))));
  }

  /** The revision of the last change, 0 if there was none. */
  long revision() {
    return changes.isEmpty() ? 0 : changes.last().revision();
  }
}
