package io.netledger.network.name;

import java.util.Optional;
import java.util.Set;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * The names in use and the ids behind them. Persistent maps: a name more costs O(log n), however
 * many there are.
 *
 * @param ids by name
 * @param names by id, sorted, so that a prefix is found without a walk
 */
public record Names(HashPMap<String, String> ids, TreePMap<String, String> names) {

  static final Names NONE = new Names(HashTreePMap.empty(), TreePMap.empty());

  /** As Docker finds things: by full id, then by name, then by a prefix of one id only. */
  public Found find(String word) {
    if (word.isEmpty()) {
      return new Found.Nothing();
    }
    if (names.containsKey(word)) {
      return new Found.One(word);
    }
    Optional<String> named = idOf(word);
    if (named.isPresent()) {
      return new Found.One(named.get());
    }
    return byPrefix(word);
  }

  private Found byPrefix(String prefix) {
    Optional<String> first = Optional.ofNullable(names.ceilingKey(prefix)).filter(has(prefix));
    Optional<String> second = first.map(names::higherKey).filter(has(prefix));
    if (first.isEmpty()) {
      return new Found.Nothing();
    }
    return second.isEmpty()
        ? new Found.One(first.get())
        : new Found.Several(first.get(), second.get());
  }

  private static java.util.function.Predicate<String> has(String prefix) {
    return id -> id.startsWith(prefix);
  }

  public Optional<String> idOf(String name) {
    return Optional.ofNullable(ids.get(name));
  }

  public Optional<String> nameOf(String id) {
    return Optional.ofNullable(names.get(id));
  }

  /** Of everything that has a name. */
  public Set<String> allIds() {
    return names.keySet();
  }

  Names with(String name, String id) {
    return new Names(ids.plus(name, id), names.plus(id, name));
  }

  Names without(String name, String id) {
    return new Names(ids.minus(name), names.minus(id));
  }
}
