package io.netledger.network.network;

import static io.netledger.network.stored.StoredCodec.parsedValues;
import static io.netledger.network.stored.StoredCodec.value;
import static io.netledger.network.stored.StoredCodec.word;
import static io.netledger.network.stored.StoredCodec.words;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.proto.events.v1.BridgeOptions;
import io.netledger.proto.events.v1.ConfigOnlyOptions;
import io.netledger.proto.events.v1.ConfigSource;
import io.netledger.proto.events.v1.HostOptions;
import io.netledger.proto.events.v1.NetworkRequested;
import io.netledger.proto.events.v1.NoneOptions;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A network's settings and pools in their stored form. */
final class SettingsCodec {

  private SettingsCodec() {}

  static NetworkRequested encode(NetworkSettings settings) {
    NetworkRequested.Builder stored =
        NetworkRequested.newBuilder()
            .setName(settings.name())
            .addAllSubnets(settings.subnets().stream().map(SettingsCodec::encode).toList())
            .setIpv6(settings.ipv6())
            .setInternal(settings.internal())
            .putAllLabels(words(settings.labels()))
            .setPredefined(settings.predefined());
    switch (settings.driver()) {
      case DriverOptions.Bridge bridge -> stored.setBridge(encode(bridge));
      case DriverOptions.Overlay overlay -> stored.setOverlay(SharingCodec.encode(overlay));
      case DriverOptions.Macvlan macvlan -> stored.setMacvlan(SharingCodec.encode(macvlan));
      case DriverOptions.Ipvlan ipvlan -> stored.setIpvlan(SharingCodec.encode(ipvlan));
      case DriverOptions.Host _ -> stored.setHost(HostOptions.getDefaultInstance());
      case DriverOptions.None _ -> stored.setNone(NoneOptions.getDefaultInstance());
      case DriverOptions.Unsettled(var given) ->
          stored.setConfigOnly(ConfigOnlyOptions.newBuilder().putAllOptions(words(given)));
    }
    settings
        .from()
        .ifPresent(from ->
            stored.setConfigFrom(
                ConfigSource.newBuilder().setNetworkId(from.id()).setName(from.name())));
    return stored.build();
  }

  static BridgeOptions encode(DriverOptions.Bridge bridge) {
    return BridgeOptions.newBuilder()
        .setBridgeName(bridge.bridgeName().orElse(""))
        .setMtu(bridge.mtu().orElse(0))
        .setNoIcc(!bridge.icc())
        .setNoMasquerade(!bridge.masquerade())
        .setInterfacePrefix(bridge.interfacePrefix().orElse(""))
        .setHostBindingIpv4(word(bridge.gateways().hostBindingV4()))
        .setHostBindingIpv6(word(bridge.gateways().hostBindingV6()))
        .setGatewayModeIpv4(encode(bridge.gateways().v4()))
        .setGatewayModeIpv6(encode(bridge.gateways().v6()))
        .setInhibitIpv4(bridge.gateways().inhibitV4())
        .build();
  }

  static NetworkSettings decode(NetworkRequested stored) {
    return new NetworkSettings(
        stored.getName(),
        stored.getSubnetsList().stream().map(SettingsCodec::decode).toList(),
        stored.getIpv6(),
        stored.getInternal(),
        stored.getLabelsMap(),
        stored.getPredefined(),
        driver(stored),
        stored.hasConfigFrom() ? Optional.of(source(stored.getConfigFrom())) : Optional.empty());
  }

  private static NetworkSettings.Source source(ConfigSource stored) {
    return new NetworkSettings.Source(stored.getNetworkId(), stored.getName());
  }

  private static DriverOptions driver(NetworkRequested stored) {
    return switch (stored.getDriverCase()) {
      case BRIDGE -> decode(stored.getBridge());
      case OVERLAY -> SharingCodec.decode(stored.getOverlay());
      case MACVLAN -> SharingCodec.decode(stored.getMacvlan());
      case IPVLAN -> SharingCodec.decode(stored.getIpvlan());
      case HOST -> new DriverOptions.Host();
      case NONE -> new DriverOptions.None();
      case CONFIG_ONLY -> new DriverOptions.Unsettled(stored.getConfigOnly().getOptionsMap());
      case DRIVER_NOT_SET -> throw new IllegalStateException("stored without driver: " + stored);
    };
  }

  static DriverOptions.Bridge decode(BridgeOptions stored) {
    return new DriverOptions.Bridge(
        value(stored.getBridgeName(), Function.identity()),
        stored.getMtu() == 0 ? OptionalInt.empty() : OptionalInt.of(stored.getMtu()),
        !stored.getNoIcc(),
        !stored.getNoMasquerade(),
        value(stored.getInterfacePrefix(), Function.identity()),
        new Gateways(
            value(stored.getHostBindingIpv4(), IpAddress::parse),
            value(stored.getHostBindingIpv6(), IpAddress::parse),
            decode(stored.getGatewayModeIpv4()),
            decode(stored.getGatewayModeIpv6()),
            stored.getInhibitIpv4()));
  }

  /** Empty: the usual one. */
  private static String encode(GatewayMode mode) {
    return mode == GatewayMode.NAT ? "" : mode.word();
  }

  private static GatewayMode decode(String word) {
    return word.isEmpty() ? GatewayMode.NAT : GatewayMode.valueOf(word.toUpperCase(Locale.ROOT));
  }

  static io.netledger.proto.events.v1.RequestedSubnet encode(RequestedSubnet subnet) {
    return io.netledger.proto.events.v1.RequestedSubnet.newBuilder()
        .setSubnet(word(subnet.subnet()))
        .setIpRange(word(subnet.range()))
        .setGateway(word(subnet.gateway()))
        .putAllAuxAddresses(words(subnet.auxiliary()))
        .setIpv6(subnet.v6())
        .build();
  }

  static RequestedSubnet decode(io.netledger.proto.events.v1.RequestedSubnet stored) {
    return new RequestedSubnet(
        value(stored.getSubnet(), Cidr::parse),
        value(stored.getIpRange(), Cidr::parse),
        value(stored.getGateway(), IpAddress::parse),
        parsedValues(stored.getAuxAddressesMap(), IpAddress::parse),
        stored.getIpv6());
  }

  static io.netledger.proto.events.v1.NetworkPool encode(NetworkPool pool) {
    return io.netledger.proto.events.v1.NetworkPool.newBuilder()
        .setPoolId(pool.id())
        .setSubnet(pool.subnet().toString())
        .setIpRange(pool.range().toString())
        .setGateway(word(pool.gateway()))
        .putAllAuxAddresses(words(pool.auxiliary()))
        .setNamed(pool.named())
        .build();
  }

  static NetworkPool decode(io.netledger.proto.events.v1.NetworkPool stored) {
    return new NetworkPool(
        stored.getPoolId(),
        Cidr.parse(stored.getSubnet()),
        Cidr.parse(stored.getIpRange()),
        value(stored.getGateway(), IpAddress::parse),
        parsedValues(stored.getAuxAddressesMap(), IpAddress::parse),
        stored.getNamed());
  }
}
