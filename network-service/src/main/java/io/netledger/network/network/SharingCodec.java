package io.netledger.network.network;

import static io.netledger.network.stored.StoredCodec.value;

import io.netledger.proto.events.v1.IpvlanOptions;
import io.netledger.proto.events.v1.MacvlanOptions;
import io.netledger.proto.events.v1.OverlayOptions;
import java.util.OptionalInt;
import java.util.function.Function;

/** The options of the drivers that reach beyond the host, in their stored form. */
final class SharingCodec {

  private SharingCodec() {}

  static OverlayOptions encode(DriverOptions.Overlay overlay) {
    return OverlayOptions.newBuilder()
        .setVni(overlay.vni().orElse(0))
        .setMtu(overlay.mtu().orElse(0))
        .build();
  }

  static DriverOptions.Overlay decode(OverlayOptions stored) {
    return new DriverOptions.Overlay(given(stored.getVni()), given(stored.getMtu()));
  }

  static MacvlanOptions encode(DriverOptions.Macvlan macvlan) {
    return MacvlanOptions.newBuilder()
        .setParent(macvlan.parent().orElse(""))
        .setMode(
            switch (macvlan.mode()) {
              case BRIDGE -> MacvlanOptions.Mode.BRIDGE;
              case PRIVATE -> MacvlanOptions.Mode.PRIVATE;
              case VEPA -> MacvlanOptions.Mode.VEPA;
              case PASSTHRU -> MacvlanOptions.Mode.PASSTHRU;
            })
        .setHostAccess(macvlan.hostAccess())
        .setMtu(macvlan.mtu().orElse(0))
        .build();
  }

  static DriverOptions.Macvlan decode(MacvlanOptions stored) {
    return new DriverOptions.Macvlan(
        value(stored.getParent(), Function.identity()),
        switch (stored.getMode()) {
          case BRIDGE -> MacvlanMode.BRIDGE;
          case PRIVATE -> MacvlanMode.PRIVATE;
          case VEPA -> MacvlanMode.VEPA;
          case PASSTHRU -> MacvlanMode.PASSTHRU;
          case UNRECOGNIZED -> throw unknown(stored);
        },
        stored.getHostAccess(),
        given(stored.getMtu()));
  }

  static IpvlanOptions encode(DriverOptions.Ipvlan ipvlan) {
    return IpvlanOptions.newBuilder()
        .setParent(ipvlan.parent().orElse(""))
        .setMode(
            switch (ipvlan.mode()) {
              case L2 -> IpvlanOptions.Mode.L2;
              case L3 -> IpvlanOptions.Mode.L3;
              case L3S -> IpvlanOptions.Mode.L3S;
            })
        .setFlag(
            switch (ipvlan.flag()) {
              case BRIDGE -> IpvlanOptions.Flag.BRIDGE;
              case PRIVATE -> IpvlanOptions.Flag.PRIVATE;
              case VEPA -> IpvlanOptions.Flag.VEPA;
            })
        .setMtu(ipvlan.mtu().orElse(0))
        .build();
  }

  static DriverOptions.Ipvlan decode(IpvlanOptions stored) {
    return new DriverOptions.Ipvlan(
        value(stored.getParent(), Function.identity()),
        switch (stored.getMode()) {
          case L2 -> IpvlanMode.L2;
          case L3 -> IpvlanMode.L3;
          case L3S -> IpvlanMode.L3S;
          case UNRECOGNIZED -> throw unknown(stored);
        },
        switch (stored.getFlag()) {
          case BRIDGE -> IpvlanFlag.BRIDGE;
          case PRIVATE -> IpvlanFlag.PRIVATE;
          case VEPA -> IpvlanFlag.VEPA;
          case UNRECOGNIZED -> throw unknown(stored);
        },
        given(stored.getMtu()));
  }

  private static OptionalInt given(int stored) {
    return stored == 0 ? OptionalInt.empty() : OptionalInt.of(stored);
  }

  private static IllegalStateException unknown(Object stored) {
    return new IllegalStateException("stored by a newer build: " + stored);
  }
}
