package io.netledger.ipam.pool;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.PoolCommand.AllocateAddress;
import io.netledger.ipam.pool.PoolCommand.OpenPool;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.ipam.pool.PoolWish.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words of the stories about pools. */
final class Pools {

  static final PoolDecider POOL = new PoolDecider();
  static final PoolOpened OPENED =
      opened("10.0.0.0/29", "10.0.0.0/29", "10.0.0.1", Map.of("router", ip("10.0.0.5")));

  private Pools() {}

  static PoolOpened opened(
      String subnet, String range, @Nullable String gateway, Map<String, IpAddress> auxiliary) {
    return new PoolOpened(
        new PoolSpec(
            "local",
            Cidr.parse(subnet),
            Cidr.parse(range),
            Optional.ofNullable(gateway).map(IpAddress::parse),
            auxiliary,
            "net-1"));
  }

  static PoolCommand open(
      String subnet, String range, Gateway gateway, Map<String, IpAddress> auxiliary) {
    return new OpenPool(
        new PoolWish("local", Cidr.parse(subnet), Cidr.parse(range), gateway, auxiliary, "net-1"),
        List.of());
  }

  static Gateway at(String address) {
    return new Gateway.At(ip(address));
  }

  static PoolCommand any(String holder) {
    return new AllocateAddress(holder, Optional.empty(), List.of());
  }

  static PoolCommand ask(String holder, String address) {
    return new AllocateAddress(holder, Optional.of(ip(address)), List.of());
  }

  static AddressAllocated chosen(String address, String holder) {
    return new AddressAllocated(ip(address), holder, true);
  }

  static AddressAllocated asked(String address, String holder) {
    return new AddressAllocated(ip(address), holder, false);
  }

  static AddressReleased released(String address, String holder) {
    return new AddressReleased(ip(address), holder);
  }

  static IpAddress ip(String literal) {
    return IpAddress.parse(literal);
  }
}
