package io.netledger.agent.sync;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.plan.ChildKind;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.Parent;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.proto.agent.v1.IpvlanFlag;
import io.netledger.proto.agent.v1.IpvlanMode;
import io.netledger.proto.agent.v1.IpvlanSpec;
import io.netledger.proto.agent.v1.MacvlanMode;
import io.netledger.proto.agent.v1.MacvlanSpec;
import io.netledger.proto.agent.v1.OverlaySpec;
import java.util.Optional;

/** The words of the drivers that reach beyond the host, as values. */
final class SharingCodec {

  private static final int LARGEST_VNI = 16_777_215; // 24 bits

  private SharingCodec() {}

  static DriverOptions overlay(OverlaySpec message) {
    if (message.getVni() < 1 || message.getVni() > LARGEST_VNI) {
      throw new IllegalArgumentException(
          Integer.toUnsignedString(message.getVni())
              + " is no VNI: 1 to "
              + LARGEST_VNI
              + " expected");
    }
    return new DriverOptions.Overlay(message.getVni(), message.getMtu());
  }

  static PeerSpec peer(io.netledger.proto.agent.v1.PeerSpec message) {
    return new PeerSpec(
        PlanCodec.id(message.getId()),
        PlanCodec.id(message.getNetworkId()),
        message.getAddressesList().stream().map(IpAddress::parse).toList(),
        Mac.parse(message.getMacAddress()),
        IpAddress.parse(message.getUnderlayAddress()),
        message.getRevision(),
        PlanCodec.id(message.getSandboxId()),
        message.getSandboxName(),
        message.getAliasesList());
  }

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
