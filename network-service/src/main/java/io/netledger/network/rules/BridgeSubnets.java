package io.netledger.network.rules;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two bridges of one host cannot have one subnet: to which of them would a packet go? ipam-service
 * allows it where the ranges to choose from are apart, for drivers that share a wire.
 */
final class BridgeSubnets {

  private BridgeSubnets() {}

  /**
   * Only who names a range pays for the look: without one ipam-service refuses what overlaps.
   *
   * @throws Rejection SUBNET_OVERLAPS
   */
  static void refuseShared(Work work, String id, NetworkSettings settings) {
    List<Cidr> wanted = ofRanges(settings);
    if (!hasBridge(settings.driver()) || wanted.isEmpty()) {
      return;
    }
    for (String other : Naming.networkIds(work)) {
      if (!other.equals(id)) {
        Network network = work.state(Kinds.NETWORK, other);
        network
            .asked()
            .filter(asked -> hasBridge(asked.driver()))
            .ifPresent(asked -> refuseShared(asked, subnets(asked, network), wanted));
      }
    }
  }

  private static boolean hasBridge(DriverOptions driver) {
    return switch (driver) {
      case DriverOptions.Bridge _, DriverOptions.Overlay _ -> true;
      case DriverOptions.Macvlan _,
          DriverOptions.Ipvlan _,
          DriverOptions.Host _,
          DriverOptions.None _,
          DriverOptions.Unsettled _ ->
          false;
    };
  }

  private static void refuseShared(NetworkSettings there, List<Cidr> subnets, List<Cidr> wanted) {
    for (Cidr subnet : wanted) {
      subnets.stream()
          .filter(subnet::overlaps)
          .findFirst()
          .ifPresent(taken -> {
            throw new Rejection(
                Reason.SUBNET_OVERLAPS,
                "subnet %s overlaps %s of %s network %s; a host cannot have both"
                    .formatted(subnet, taken, there.driver().driver(), there.name()));
          });
    }
  }

  private static List<Cidr> ofRanges(NetworkSettings settings) {
    return settings.subnets().stream()
        .filter(subnet -> subnet.range().isPresent())
        .map(RequestedSubnet::subnet)
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Cidr> subnets(NetworkSettings asked, Network network) {
    return Stream.concat(
            asked.subnets().stream().map(RequestedSubnet::subnet).flatMap(Optional::stream),
            network.subnets().stream().map(NetworkPool::subnet))
        .toList();
  }
}
