package io.netledger.network.vni;

import java.util.Optional;
import java.util.OptionalInt;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/**
 * The VNIs that are taken. Persistent maps: a network more costs O(log n).
 *
 * @param holders the network that has a number
 * @param byNetwork the number that a network has
 * @param lastChosen the last number that was chosen, not asked for; 0: none was yet
 */
public record Vnis(
    HashPMap<Integer, String> holders, HashPMap<String, Integer> byNetwork, int lastChosen) {

  static final Vnis NONE = new Vnis(HashTreePMap.empty(), HashTreePMap.empty(), 0);

  /** The id of the network that has the number. */
  public Optional<String> holder(int vni) {
    return Optional.ofNullable(holders.get(vni));
  }

  /** The number that the network has. */
  public OptionalInt of(String networkId) {
    Integer vni = byNetwork.get(networkId);
    return vni == null ? OptionalInt.empty() : OptionalInt.of(vni);
  }

  Vnis with(int vni, String networkId, boolean chosen) {
    return new Vnis(
        holders.plus(vni, networkId), byNetwork.plus(networkId, vni), chosen ? vni : lastChosen);
  }

  Vnis without(int vni, String networkId) {
    return new Vnis(holders.minus(vni), byNetwork.minus(networkId), lastChosen);
  }
}
