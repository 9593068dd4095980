package io.netledger.network.rpc;

import io.netledger.network.network.DriverOptions;
import io.netledger.network.plan.PlannedPeer;
import io.netledger.proto.agent.v1.IpvlanFlag;
import io.netledger.proto.agent.v1.IpvlanMode;
import io.netledger.proto.agent.v1.IpvlanSpec;
import io.netledger.proto.agent.v1.MacvlanMode;
import io.netledger.proto.agent.v1.MacvlanSpec;
import io.netledger.proto.agent.v1.OverlaySpec;
import io.netledger.proto.agent.v1.PeerSpec;

/** What the drivers that reach beyond the host need to know, as it goes to an agent. */
final class SharingSpecs {

  private SharingSpecs() {}

  static OverlaySpec spec(DriverOptions.Overlay overlay) {
    return OverlaySpec.newBuilder()
        .setVni(overlay.vni().orElseThrow())
        .setMtu(overlay.mtu().orElse(0))
        .build();
  }

  static PeerSpec spec(PlannedPeer peer) {
    return PeerSpec.newBuilder()
        .setId(peer.id())
        .setNetworkId(peer.networkId())
        .addAllAddresses(
            peer.addressing().addresses().stream().map(it -> it.address().toString()).toList())
        .setMacAddress(peer.addressing().mac().toString())
        .setUnderlayAddress(peer.underlay().map(Object::toString).orElse(""))
        .setRevision(peer.revision())
        .setSandboxId(peer.sandboxId())
        .setSandboxName(peer.sandboxName())
        .addAllAliases(peer.aliases())
        .build();
  }

  static MacvlanSpec spec(DriverOptions.Macvlan macvlan) {
    return MacvlanSpec.newBuilder()
        .setParent(macvlan.parent().orElse(""))
        .setMode(
            switch (macvlan.mode()) {
              case BRIDGE -> MacvlanMode.MACVLAN_MODE_BRIDGE;
              case PRIVATE -> MacvlanMode.MACVLAN_MODE_PRIVATE;
              case VEPA -> MacvlanMode.MACVLAN_MODE_VEPA;
              case PASSTHRU -> MacvlanMode.MACVLAN_MODE_PASSTHRU;
            })
        .setHostAccess(macvlan.hostAccess())
        .setMtu(macvlan.mtu().orElse(0))
        .build();
  }

  static IpvlanSpec spec(DriverOptions.Ipvlan ipvlan) {
    return IpvlanSpec.newBuilder()
        .setParent(ipvlan.parent().orElse(""))
        .setMode(
            switch (ipvlan.mode()) {
              case L2 -> IpvlanMode.IPVLAN_MODE_L2;
              case L3 -> IpvlanMode.IPVLAN_MODE_L3;
              case L3S -> IpvlanMode.IPVLAN_MODE_L3S;
            })
        .setFlag(
            switch (ipvlan.flag()) {
              case BRIDGE -> IpvlanFlag.IPVLAN_FLAG_BRIDGE;
              case PRIVATE -> IpvlanFlag.IPVLAN_FLAG_PRIVATE;
              case VEPA -> IpvlanFlag.IPVLAN_FLAG_VEPA;
            })
        .setMtu(ipvlan.mtu().orElse(0))
        .build();
  }
}
