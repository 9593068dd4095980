package io.netledger.ipam.pool;

import static io.netledger.refusal.Reason.ADDRESS_IN_USE;
import static io.netledger.refusal.Reason.ADDRESS_OUT_OF_RANGE;
import static io.netledger.refusal.Reason.ADDRESS_RESERVED;
import static io.netledger.refusal.Reason.HOLDER_HAS_ANOTHER;

import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/** Whether an address that is asked for may be given. */
final class Asking {

  private static final String HERE = " of the pool";
  private static final String THERE = " of another pool that overlaps";

  private Asking() {}

  /**
   * The address itself, which {@code sandbox} may have: it is free here and in {@code siblings},
   * and kept for nobody else.
   */
  static IpAddress check(
      Open pool, IpAddress address, Optional<String> sandbox, List<Open> siblings) {
    inside(pool, address);
    check(pool, address, HERE);
    siblings.forEach(sibling -> check(sibling, address, THERE));
    kept(pool, address, sandbox);
    siblings.forEach(sibling -> kept(sibling, address, Optional.empty()));
    return address;
  }

  /** The address itself, which may be kept for {@code sandbox}, also while somebody holds it. */
  static IpAddress reservable(
      Open pool, IpAddress address, Optional<String> sandbox, List<Open> siblings) {
    inside(pool, address);
    pool.spec().reservedAs(address).ifPresent(role -> refuseReserved(address, role, HERE));
    siblings.forEach(sibling -> check(sibling, address, THERE));
    kept(pool, address, sandbox);
    siblings.forEach(sibling -> kept(sibling, address, Optional.empty()));
    sandbox
        .flatMap(pool.addresses().reservations()::addressOf)
        .ifPresent(other -> {
          throw new Rejection(
              HOLDER_HAS_ANOTHER,
              "%s is reserved for %s already; unreserve it first".formatted(other, sandbox.get()));
        });
    return address;
  }

  private static void inside(Open pool, IpAddress address) {
    if (!pool.spec().subnet().contains(address)) {
      throw new Rejection(
          ADDRESS_OUT_OF_RANGE, address + " is not in the subnet " + pool.spec().subnet());
    }
  }

  private static void kept(Open pool, IpAddress address, Optional<String> sandbox) {
    Reservations reservations = pool.addresses().reservations();
    Optional<String> whose = reservations.sandboxOf(address);
    if (reservations.has(address) && (whose.isEmpty() || !whose.equals(sandbox))) {
      throw new Rejection(
          ADDRESS_RESERVED,
          "%s is reserved%s".formatted(address, whose.map(name -> " for " + name).orElse("")));
    }
  }

  private static void check(Open pool, IpAddress address, String where) {
    pool.spec().reservedAs(address).ifPresent(role -> refuseReserved(address, role, where));
    pool.addresses().holderOf(address).ifPresent(holder -> refuseHeld(address, holder));
  }

  private static void refuseReserved(IpAddress address, String role, String where) {
    throw new Rejection(ADDRESS_RESERVED, address + " is " + role + where + " and never given out");
  }

  private static void refuseHeld(IpAddress address, String holder) {
    throw new Rejection(ADDRESS_IN_USE, address + " is already in use by " + holder);
  }
}
