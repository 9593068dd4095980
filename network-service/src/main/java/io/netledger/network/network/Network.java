package io.netledger.network.network;

import io.netledger.network.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a network stands. */
public sealed interface Network {

  record Absent() implements Network {}

  /** Waits for its pools. */
  record Requested(NetworkSettings settings) implements Network {}

  /**
   * Sandboxes can be connected.
   *
   * @param coming what ipam-service has still to do, one after the other
   */
  record Ready(
      NetworkSettings settings, List<NetworkPool> pools, Members members, List<PoolChange> coming)
      implements Network {

    public Ready {
      coming = List.copyOf(coming);
    }

    /** Nothing is coming. */
    public Ready(NetworkSettings settings, List<NetworkPool> pools, Members members) {
      this(settings, pools, members, List.of());
    }
  }

  /**
   * Only holds what networks are made from.
   *
   * @param borrowers ids of those networks
   */
  record ConfigOnly(NetworkSettings settings, Set<String> borrowers) implements Network {

    public ConfigOnly {
      borrowers = Set.copyOf(borrowers);
    }
  }

  /** Will never be ready; pools that were opened for it are on the way back. */
  record Failed(NetworkSettings settings, Failure failure) implements Network {}

  /** Takes no more endpoints; when the last is off, its pools go back. */
  record Removing(NetworkSettings settings, List<NetworkPool> pools, Members members)
      implements Network {}

  /**
   * Is no more; what it was is still answered.
   *
   * @param failure why it never was ready, if so
   */
  record Removed(NetworkSettings settings, List<NetworkPool> pools, Optional<Failure> failure)
      implements Network {}

  /** The endpoints on it. */
  default Members endpoints() {
    return switch (this) {
      case Ready(_, _, var members, _) -> members;
      case Removing(_, _, var members) -> members;
      case Absent _, Requested _, ConfigOnly _, Failed _, Removed _ -> Members.NONE;
    };
  }

  /** What it was asked to be; empty while absent. */
  default Optional<NetworkSettings> asked() {
    return switch (this) {
      case Requested(var settings) -> Optional.of(settings);
      case Ready(var settings, _, _, _) -> Optional.of(settings);
      case ConfigOnly(var settings, _) -> Optional.of(settings);
      case Failed(var settings, _) -> Optional.of(settings);
      case Removing(var settings, _, _) -> Optional.of(settings);
      case Removed(var settings, _, _) -> Optional.of(settings);
      case Absent _ -> Optional.empty();
    };
  }

  /** The pools that it has or, once removed, had. */
  default List<NetworkPool> subnets() {
    return switch (this) {
      case Ready(_, var pools, _, _) -> pools;
      case Removing(_, var pools, _) -> pools;
      case Removed(_, var pools, _) -> pools;
      case Absent _, Requested _, ConfigOnly _, Failed _ -> List.of();
    };
  }
}
