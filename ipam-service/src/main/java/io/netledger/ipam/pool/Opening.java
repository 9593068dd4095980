package io.netledger.ipam.pool;

import static io.netledger.refusal.Reason.ADDRESSES_EXHAUSTED;
import static io.netledger.refusal.Reason.ADDRESS_IN_USE;
import static io.netledger.refusal.Reason.ADDRESS_OUT_OF_RANGE;
import static io.netledger.refusal.Reason.ADDRESS_RESERVED;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.ipam.pool.PoolWish.Gateway.Any;
import io.netledger.ipam.pool.PoolWish.Gateway.At;
import io.netledger.ipam.pool.PoolWish.Gateway.None;
import io.netledger.refusal.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** From the pool that is asked for to the one that is opened. */
final class Opening {

  private Opening() {}

  static PoolSpec specOf(PoolWish wish, List<Open> siblings) {
    Map<IpAddress, String> names = new HashMap<>();
    wish.auxiliary()
        .forEach((name, address) ->
            claim("auxiliary address \"" + name + '"', address, wish, siblings, names));
    Optional<IpAddress> gateway =
        switch (wish.gateway()) {
          case None() -> Optional.empty();
          case At(var address) -> {
            claim("gateway", address, wish, siblings, names);
            yield Optional.of(address);
          }
          case Any() -> Optional.of(anyGateway(wish, siblings));
        };
    return new PoolSpec(
        wish.space(), wish.subnet(), wish.range(), gateway, wish.auxiliary(), wish.owner());
  }

  /** The pool is what the same owner asks for again. */
  static boolean fulfils(PoolSpec pool, PoolWish wish) {
    boolean gateway =
        switch (wish.gateway()) {
          case None() -> pool.gateway().isEmpty();
          case At(var address) -> pool.gateway().filter(address::equals).isPresent();
          case Any() -> pool.gateway().isPresent();
        };
    return gateway
        && pool.space().equals(wish.space())
        && pool.subnet().equals(wish.subnet())
        && pool.range().equals(wish.range())
        && pool.auxiliary().equals(wish.auxiliary())
        && pool.owner().equals(wish.owner());
  }

  private static void claim(
      String role,
      IpAddress address,
      PoolWish wish,
      List<Open> siblings,
      Map<IpAddress, String> names) {
    Cidr subnet = wish.subnet();
    if (!subnet.contains(address)) {
      throw new Rejection(
          ADDRESS_OUT_OF_RANGE, role + " " + address + " is not in the subnet " + subnet);
    }
    String reserved = PoolSpec.reservedBySubnet(subnet).get(address);
    if (reserved != null) {
      throw new Rejection(
          ADDRESS_RESERVED, role + " " + address + " is " + reserved + " of " + subnet);
    }
    String other = names.putIfAbsent(address, role);
    if (other != null) {
      throw new Rejection(
          ADDRESS_IN_USE, role + " and " + other + " are both " + address + "; use two addresses");
    }
    for (Open sibling : siblings) {
      sibling.addresses().holderOf(address).ifPresent(holder -> refuseHeld(role, address, holder));
      if (sibling.addresses().reservations().has(address)) {
        throw new Rejection(
            ADDRESS_IN_USE, role + " " + address + " is reserved in another pool that overlaps");
      }
    }
  }

  private static void refuseHeld(String role, IpAddress address, String holder) {
    throw new Rejection(
        ADDRESS_IN_USE,
        role + " " + address + " is held by " + holder + " in another pool that overlaps");
  }

  private static IpAddress anyGateway(PoolWish wish, List<Open> siblings) {
    NavigableSet<IpAddress> kept = new TreeSet<>(wish.auxiliary().values());
    kept.addAll(PoolSpec.reservedBySubnet(wish.subnet()).keySet());
    return Addresses.none(wish.subnet().isV4(), kept)
        .next(wish.range(), PoolDecider.addresses(siblings))
        .orElseThrow(() ->
            new Rejection(
                ADDRESSES_EXHAUSTED, "no address of " + wish.range() + " is left for a gateway"));
  }
}
