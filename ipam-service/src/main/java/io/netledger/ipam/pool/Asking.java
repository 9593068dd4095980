package io.netledger.ipam.pool;

import static io.netledger.refusal.Reason.ADDRESS_IN_USE;
import static io.netledger.refusal.Reason.ADDRESS_OUT_OF_RANGE;
import static io.netledger.refusal.Reason.ADDRESS_RESERVED;

import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.refusal.Rejection;
import java.util.List;

/** Whether an address that is asked for may be given. */
final class Asking {

  private Asking() {}

  /** The address itself, which is free here and in {@code siblings}. */
  static IpAddress check(Open pool, IpAddress address, List<Open> siblings) {
    if (!pool.spec().subnet().contains(address)) {
      throw new Rejection(
          ADDRESS_OUT_OF_RANGE, address + " is not in the subnet " + pool.spec().subnet());
    }
    check(pool, address, " of the pool");
    siblings.forEach(sibling -> check(sibling, address, " of another pool that overlaps"));
    return address;
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
