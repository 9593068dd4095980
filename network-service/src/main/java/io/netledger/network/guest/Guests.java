package io.netledger.network.guest;

import java.util.List;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePSet;

/**
 * The sandboxes that share a namespace with whoever has a name.
 *
 * @param byDonor ids of guests by the donor's name; never an empty set
 */
public record Guests(HashPMap<String, TreePSet<String>> byDonor) {

  static final Guests NONE = new Guests(HashTreePMap.empty());

  /** The ids of the donor's guests, in their order. */
  public List<String> of(String donor) {
    return List.copyOf(byDonor.getOrDefault(donor, TreePSet.empty()));
  }

  Guests with(String donor, String guestId) {
    return new Guests(
        byDonor.plus(donor, byDonor.getOrDefault(donor, TreePSet.empty()).plus(guestId)));
  }

  Guests without(String donor, String guestId) {
    TreePSet<String> left = byDonor.getOrDefault(donor, TreePSet.empty()).minus(guestId);
    return new Guests(left.isEmpty() ? byDonor.minus(donor) : byDonor.plus(donor, left));
  }
}
