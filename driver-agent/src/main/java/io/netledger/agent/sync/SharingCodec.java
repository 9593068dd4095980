package io.netledger.agent.sync;

import io.netledger.agent.plan.ChildKind;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.Parent;
import io.netledger.proto.agent.v1.IpvlanFlag;
import io.netledger.proto.agent.v1.IpvlanMode;
import io.netledger.proto.agent.v1.IpvlanSpec;
import io.netledger.proto.agent.v1.MacvlanMode;
import io.netledger.proto.agent.v1.MacvlanSpec;
import java.util.Optional;

/** The words of the drivers that share a link of the host, as values. */
final class SharingCodec {

  private SharingCodec() {}

  static DriverOptions macvlan(MacvlanSpec message) {
    return new DriverOptions.Macvlan(
        parent(message.getParent()),
        mode(message.getMode()),
        message.getHostAccess(),
        message.getMtu());
  }

  private static ChildKind.Macvlan.Mode mode(MacvlanMode mode) {
    return switch (mode) {
      case MACVLAN_MODE_BRIDGE -> ChildKind.Macvlan.Mode.BRIDGE;
      case MACVLAN_MODE_PRIVATE -> ChildKind.Macvlan.Mode.PRIVATE;
      case MACVLAN_MODE_VEPA -> ChildKind.Macvlan.Mode.VEPA;
      case MACVLAN_MODE_PASSTHRU -> ChildKind.Macvlan.Mode.PASSTHRU;
      case MACVLAN_MODE_UNSPECIFIED, UNRECOGNIZED -> throw unknown("macvlan mode");
    };
  }

  static DriverOptions ipvlan(IpvlanSpec message) {
    return new DriverOptions.Ipvlan(
        parent(message.getParent()),
        new ChildKind.Ipvlan(mode(message.getMode()), flag(message.getFlag())),
        message.getMtu());
  }

  private static ChildKind.Ipvlan.Mode mode(IpvlanMode mode) {
    return switch (mode) {
      case IPVLAN_MODE_L2 -> ChildKind.Ipvlan.Mode.L2;
      case IPVLAN_MODE_L3 -> ChildKind.Ipvlan.Mode.L3;
      case IPVLAN_MODE_L3S -> ChildKind.Ipvlan.Mode.L3S;
      case IPVLAN_MODE_UNSPECIFIED, UNRECOGNIZED -> throw unknown("ipvlan mode");
    };
  }

  private static ChildKind.Ipvlan.Flag flag(IpvlanFlag flag) {
    return switch (flag) {
      case IPVLAN_FLAG_BRIDGE -> ChildKind.Ipvlan.Flag.BRIDGE;
      case IPVLAN_FLAG_PRIVATE -> ChildKind.Ipvlan.Flag.PRIVATE;
      case IPVLAN_FLAG_VEPA -> ChildKind.Ipvlan.Flag.VEPA;
      case IPVLAN_FLAG_UNSPECIFIED, UNRECOGNIZED -> throw unknown("ipvlan flag");
    };
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException("an " + what + " that this agent does not know");
  }

  private static Optional<Parent> parent(String word) {
    return Optional.of(word)
        .filter(it -> !it.isEmpty())
        .map(PlanCodec::interfaceName)
        .map(Parent::new);
  }
}
