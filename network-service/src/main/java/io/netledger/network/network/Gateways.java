package io.netledger.network.network;

import io.netledger.address.IpAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bridge network's ways to the outside.
 *
 * @param hostBindingV4 where ports are published that name no address; empty: at every one
 * @param hostBindingV6 the same for IPv6
 * @param inhibitV4 the host has no IPv4 address on the bridge: somebody else there is the gateway
 */
public record Gateways(
    Optional<IpAddress> hostBindingV4,
    Optional<IpAddress> hostBindingV6,
    GatewayMode v4,
    GatewayMode v6,
    boolean inhibitV4) {

  /** What holds when nothing is asked for. */
  public static final Gateways PLAIN =
      new Gateways(Optional.empty(), Optional.empty(), GatewayMode.NAT, GatewayMode.NAT, false);

  /** The mode of one family. */
  public GatewayMode mode(boolean ofV4) {
    return ofV4 ? v4 : v6;
  }

  /** Where a port of the family is published that names no address; empty: at every one. */
  public Optional<IpAddress> hostBinding(boolean ofV4) {
    return ofV4 ? hostBindingV4 : hostBindingV6;
  }

  /** Nobody gets out of the network or in by one of its families. */
  public boolean isIsolated() {
    return v4 == GatewayMode.ISOLATED || v6 == GatewayMode.ISOLATED;
  }

  /** As users spell them, by short name; without those that are as if not given. */
  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    hostBindingV4.ifPresent(address -> options.put("host_binding_ipv4", address.toString()));
    hostBindingV6.ifPresent(address -> options.put("host_binding_ipv6", address.toString()));
    if (v4 != GatewayMode.NAT) {
      options.put("gateway_mode_ipv4", v4.word());
    }
    if (v6 != GatewayMode.NAT) {
      options.put("gateway_mode_ipv6", v6.word());
    }
    if (inhibitV4) {
      options.put("inhibit_ipv4", "true");
    }
    return options;
  }
}
