package io.netledger.ipam.pool;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.util.NavigableMap;
import java.util.Optional;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * Which addresses are kept for whom. Immutable.
 *
 * @param byAddress the name of the sandbox; empty: for nobody
 * @param bySandbox the address of each sandbox that has one
 */
public record Reservations(
    TreePMap<IpAddress, Optional<String>> byAddress, HashPMap<String, IpAddress> bySandbox) {

  static final Reservations NONE = new Reservations(TreePMap.empty(), HashTreePMap.empty());

  public boolean has(IpAddress address) {
    return byAddress.containsKey(address);
  }

  /** Whom the address is kept for; empty: for nobody, or it is not kept. */
  public Optional<String> sandboxOf(IpAddress address) {
    return byAddress.getOrDefault(address, Optional.empty());
  }

  /** What is kept for the sandbox. */
  public Optional<IpAddress> addressOf(String sandbox) {
    return Optional.ofNullable(bySandbox.get(sandbox));
  }

  NavigableMap<IpAddress, Optional<String>> in(Cidr range) {
    return byAddress.subMap(range.first(), true, range.last(), true);
  }

  Reservations with(IpAddress address, Optional<String> sandbox) {
    Reservations others = without(address);
    return new Reservations(
        others.byAddress.plus(address, sandbox),
        sandbox.map(name -> others.bySandbox.plus(name, address)).orElse(others.bySandbox));
  }

  Reservations without(IpAddress address) {
    return new Reservations(
        byAddress.minus(address), sandboxOf(address).map(bySandbox::minus).orElse(bySandbox));
  }
}
