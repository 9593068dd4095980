package io.netledger.ipam.space;

import io.netledger.address.Cidr;
import io.netledger.ipam.space.SpaceCommand.ReserveSubnet;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.AnyDefault;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.Exactly;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;

/** Words of the stories about spaces. */
final class Spaces {

  static final SpaceDecider SPACE = new SpaceDecider();
  static final DefaultPools TWO = DefaultPools.parse("10.1.0.0/16, 10.2.0.0/23:24");

  private Spaces() {}

  static ReserveSubnet reserve(String pool, String subnet) {
    return reserve(pool, subnet, subnet);
  }

  static ReserveSubnet reserve(String pool, String subnet, String range) {
    return new ReserveSubnet(
        pool, "owner-" + pool, new Exactly(Cidr.parse(subnet), Cidr.parse(range)));
  }

  static ReserveSubnet anyDefault(String pool) {
    return new ReserveSubnet(pool, "owner-" + pool, new AnyDefault(true, TWO));
  }

  static SubnetReserved reserved(String pool, String subnet) {
    return reserved(pool, subnet, subnet);
  }

  static SubnetReserved reserved(String pool, String subnet, String range) {
    return new SubnetReserved(pool, Cidr.parse(subnet), Cidr.parse(range), "owner-" + pool, false);
  }

  static SubnetReserved chosen(String pool, String subnet) {
    Cidr cidr = Cidr.parse(subnet);
    return new SubnetReserved(pool, cidr, cidr, "owner-" + pool, true);
  }
}
