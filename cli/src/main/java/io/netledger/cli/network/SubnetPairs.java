package io.netledger.cli.network;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.cli.session.Failure;
import io.netledger.proto.network.v1.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which gateway, range and auxiliary address belongs to which subnet: the one that contains it, as
 * Docker's client decides. What is not an address at all belongs to none. The service checks the
 * rest.
 */
final class SubnetPairs {

  private SubnetPairs() {}

  /**
   * The subnets with what belongs to each.
   *
   * @throws Failure if something belongs to none, or two of a kind to the same
   */
  static List<Subnet> of(
      List<String> subnets,
      List<String> ranges,
      List<String> gateways,
      Map<String, String> auxAddresses) {
    List<Subnet.Builder> paired = new ArrayList<>();
    for (String subnet : given(subnets)) {
      refuseOverlap(subnet, paired);
      paired.add(Subnet.newBuilder().setSubnet(subnet));
    }
    if (given(ranges).size() > paired.size() || given(gateways).size() > paired.size()) {
      throw Failure.refused("every ip-range or gateway must have a corresponding subnet");
    }
    given(ranges).forEach(range -> pairRange(range, paired));
    given(gateways).forEach(gateway -> pairGateway(gateway, paired));
    auxAddresses.forEach(
        (name, address) -> around(address, "aux-address", paired).putAuxAddresses(name, address));
    return paired.stream().map(Subnet.Builder::build).toList();
  }

  /** Docker takes an empty word for none. */
  private static List<String> given(List<String> words) {
    return words.stream().filter(word -> !word.isEmpty()).toList();
  }

  private static void refuseOverlap(String subnet, List<Subnet.Builder> others) {
    for (Subnet.Builder other : others) {
      if (contains(other.getSubnet(), subnet) || contains(subnet, other.getSubnet())) {
        throw Failure.refused(
            "multiple overlapping subnet configuration is not supported: "
                + other.getSubnet()
                + ", "
                + subnet);
      }
    }
  }

  private static void pairRange(String range, List<Subnet.Builder> subnets) {
    Subnet.Builder subnet = around(range, "range", subnets);
    if (!subnet.getIpRange().isEmpty()) {
      throw Failure.refused(
          "cannot configure multiple ranges ("
              + range
              + ", "
              + subnet.getIpRange()
              + ") on the same subnet ("
              + subnet.getSubnet()
              + ")");
    }
    subnet.setIpRange(range);
  }

  private static void pairGateway(String gateway, List<Subnet.Builder> subnets) {
    Subnet.Builder subnet = around(gateway, "gateway", subnets);
    if (!subnet.getGateway().isEmpty()) {
      throw Failure.refused(
          "cannot configure multiple gateways ("
              + gateway
              + ", "
              + subnet.getGateway()
              + ") for the same subnet ("
              + subnet.getSubnet()
              + ")");
    }
    subnet.setGateway(gateway);
  }

  private static Subnet.Builder around(String inner, String kind, List<Subnet.Builder> subnets) {
    return subnets.stream()
        .filter(subnet -> contains(subnet.getSubnet(), inner))
        .findFirst()
        .orElseThrow(() -> Failure.refused("no matching subnet for " + kind + " " + inner));
  }

  private static boolean contains(String subnet, String inner) {
    try {
      Cidr block = Cidr.parse(subnet);
      return inner.contains("/")
          ? block.contains(Cidr.parse(inner))
          : block.contains(IpAddress.parse(inner));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
