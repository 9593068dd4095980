package io.netledger.network.sandbox;

import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The networks that a sandbox has joined.
 *
 * @param byNetwork by the network's id: a sandbox has one endpoint a network
 * @param lastOrder the highest order given so far
 */
public record Memberships(PMap<String, Membership> byNetwork, int lastOrder) {

  public static final Memberships NONE = new Memberships(HashTreePMap.empty(), 0);

  /**
   * One network that the sandbox has joined.
   *
   * @param order grows with each joining
   */
  public record Membership(String endpointId, String interfaceName, int order) {}

  public boolean isEmpty() {
    return byNetwork.isEmpty();
  }

  public Optional<Membership> on(String networkId) {
    return Optional.ofNullable(byNetwork.get(networkId));
  }

  public boolean has(String endpointId) {
    return byNetwork.values().stream().anyMatch(one -> one.endpointId().equals(endpointId));
  }

  public boolean hasInterface(String name) {
    return byNetwork.values().stream().anyMatch(one -> one.interfaceName().equals(name));
  }

  /** The prefix and the lowest number that is free. */
  String freeInterface(String prefix) {
    int number = 0;
    while (hasInterface(prefix + number)) {
      number++;
    }
    return prefix + number;
  }

  Memberships with(String networkId, Membership membership) {
    return new Memberships(
        byNetwork.plus(networkId, membership), Math.max(lastOrder, membership.order()));
  }

  Memberships without(String endpointId) {
    PMap<String, Membership> left = byNetwork;
    for (Map.Entry<String, Membership> one : byNetwork.entrySet()) {
      if (one.getValue().endpointId().equals(endpointId)) {
        left = left.minus(one.getKey());
      }
    }
    return new Memberships(left, lastOrder);
  }
}
