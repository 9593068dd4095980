package io.netledger.ipam.view;

import io.netledger.address.IpAddress;
import java.util.List;

/** Which leases are asked for. Of each list one must fit; an empty one fits all. */
public record LeaseFilter(List<String> pools, List<String> holders, List<IpAddress> addresses) {

  public LeaseFilter {
    pools = List.copyOf(pools);
    holders = List.copyOf(holders);
    addresses = List.copyOf(addresses);
  }
}
