package io.netledger.network.network;

import io.netledger.address.Mac;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/**
 * The endpoints on a network. Persistent maps: one more costs O(log n).
 *
 * @param byEndpoint by the endpoint's id
 * @param byMac the endpoints that asked for a MAC address
 */
public record Members(HashPMap<String, Member> byEndpoint, HashPMap<Mac, String> byMac) {

  public static final Members NONE = new Members(HashTreePMap.empty(), HashTreePMap.empty());

  /**
   * One endpoint.
   *
   * @param mac the MAC address that was asked for
   */
  public record Member(String sandboxId, Optional<Mac> mac) {}

  public boolean isEmpty() {
    return byEndpoint.isEmpty();
  }

  public boolean has(String endpointId) {
    return byEndpoint.containsKey(endpointId);
  }

  /** The endpoint that asked for {@code mac}. */
  public Optional<String> holderOf(Mac mac) {
    return Optional.ofNullable(byMac.get(mac));
  }

  public Set<String> endpoints() {
    return byEndpoint.keySet();
  }

  public Set<String> sandboxes() {
    return byEndpoint.values().stream()
        .map(Member::sandboxId)
        .collect(Collectors.toUnmodifiableSet());
  }

  Members with(String endpointId, String sandboxId, Optional<Mac> mac) {
    return new Members(
        byEndpoint.plus(endpointId, new Member(sandboxId, mac)),
        mac.map(asked -> byMac.plus(asked, endpointId)).orElse(byMac));
  }

  Members without(String endpointId) {
    Optional<Mac> mac = Optional.ofNullable(byEndpoint.get(endpointId)).flatMap(Member::mac);
    return new Members(byEndpoint.minus(endpointId), mac.map(byMac::minus).orElse(byMac));
  }
}
