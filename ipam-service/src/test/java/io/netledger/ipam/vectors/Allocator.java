package io.netledger.ipam.vectors;

/** What the vectors ask of an allocator, in words. Refusals are thrown as Rejections. */
interface Allocator {

  /** An opened pool. */
  record Opened(String id, String subnet) {}

  /**
   * Opens a pool without a gateway.
   *
   * @param subnet wanted, or empty for a default one
   * @param range part of the subnet, or empty
   */
  Opened openPool(String space, String subnet, String range, boolean v6);

  void closePool(String pool);

  /**
   * Gives the holder an address.
   *
   * @param address wanted, or empty for any
   * @return the address with the subnet's prefix length
   */
  String allocate(String pool, String holder, String address);

  void release(String pool, String holder);
}
