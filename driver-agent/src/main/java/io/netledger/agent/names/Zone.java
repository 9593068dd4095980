package io.netledger.agent.names;

import io.netledger.address.IpAddress;
import java.util.List;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The names of one network. Immutable: a change costs as little in a zone of thousands as in a
 * small one, and who answers meanwhile sees the zone before.
 *
 * @param suffix "." and the network's name in lower case
 */
record Zone(
    String network,
    String suffix,
    PMap<String, PVector<Holder>> byName,
    PMap<IpAddress, Holder> byAddress) {

  static Zone of(String network) {
    return new Zone(network, suffix(network), HashTreePMap.empty(), HashTreePMap.empty());
  }

  private static String suffix(String network) {
    return "." + Holder.lower(network);
  }

  Zone renamed(String name) {
    return new Zone(name, suffix(name), byName, byAddress);
  }

  Zone with(Holder holder) {
    PMap<String, PVector<Holder>> names = byName;
    for (String name : holder.names()) {
      names = names.plus(name, names.getOrDefault(name, TreePVector.empty()).plus(holder));
    }
    PMap<IpAddress, Holder> addresses = byAddress;
    for (IpAddress address : holder.addresses()) {
      addresses = addresses.plus(address, holder);
    }
    return new Zone(network, suffix, names, addresses);
  }

  Zone without(Holder holder) {
    PMap<String, PVector<Holder>> names = byName;
    for (String name : holder.names()) {
      PVector<Holder> left = names.getOrDefault(name, TreePVector.empty()).minus(holder);
      names = left.isEmpty() ? names.minus(name) : names.plus(name, left);
    }
    PMap<IpAddress, Holder> addresses = byAddress;
    for (IpAddress address : holder.addresses()) {
      if (holder.equals(addresses.get(address))) { // its next holder may have come first
        addresses = addresses.minus(address);
      }
    }
    return new Zone(network, suffix, names, addresses);
  }

  /**
   * Who is called so.
   *
   * @param name in lower case, with or without the network's name behind it
   */
  List<Holder> find(String name) {
    PVector<Holder> found = byName.get(name);
    if (found == null && name.endsWith(suffix)) {
      found = byName.get(name.substring(0, name.length() - suffix.length()));
    }
    return found == null ? List.of() : found;
  }

  /** The name of an address: {@code web.shop}. */
  Optional<String> nameOf(IpAddress address) {
    return Optional.ofNullable(byAddress.get(address))
        .map(holder -> holder.title() + "." + network);
  }
}
