package io.netledger.ipam.pool;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.Pool.Open;
import java.util.List;
import java.util.Optional;

/**
 * What may be wished of a pool. {@code siblings} are the other open pools whose subnets overlap
 * this one's: what they hold or keep back is not free here either.
 */
public sealed interface PoolCommand {

  record OpenPool(PoolWish wish, List<Open> siblings) implements PoolCommand {
    public OpenPool {
      siblings = List.copyOf(siblings);
    }
  }

  /**
   * One address for one holder.
   *
   * @param wanted the address asked for, or empty for any free one
   * @param sandbox name of the sandbox it is for, which may have what is reserved for it
   */
  record AllocateAddress(
      String holder, Optional<IpAddress> wanted, Optional<String> sandbox, List<Open> siblings)
      implements PoolCommand {
    public AllocateAddress {
      siblings = List.copyOf(siblings);
    }

    /** For nobody that anything is reserved for. */
    public AllocateAddress(String holder, Optional<IpAddress> wanted, List<Open> siblings) {
      this(holder, wanted, Optional.empty(), siblings);
    }
  }

  record ReleaseAddress(String holder) implements PoolCommand {}

  /**
   * An address for one sandbox only.
   *
   * @param sandbox its name; empty: for nobody
   */
  record ReserveAddress(IpAddress address, Optional<String> sandbox, List<Open> siblings)
      implements PoolCommand {
    public ReserveAddress {
      siblings = List.copyOf(siblings);
    }
  }

  record UnreserveAddress(IpAddress address) implements PoolCommand {}

  /**
   * A larger part of the subnet to choose from.
   *
   * @param etag the pool's etag as the caller knows it, or empty not to compare
   */
  record WidenPool(Cidr range, Optional<String> etag) implements PoolCommand {}

  /**
   * No more addresses.
   *
   * @param etag the pool's etag as the caller knows it, or empty not to compare
   */
  record ClosePool(Optional<String> etag) implements PoolCommand {}
}
