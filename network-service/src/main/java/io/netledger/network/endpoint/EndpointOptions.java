package io.netledger.network.endpoint;

import io.netledger.address.IpAddress;
import java.util.List;
import java.util.Map;

/**
 * What else an interface shall be.
 *
 * @param gatewayPriority of its sandbox's endpoints the highest has the default route
 * @param sysctls whole numbers by names with IFNAME in the place of the interface
 * @param linkLocals addresses besides, not from ipam-service
 */
public record EndpointOptions(
    int gatewayPriority, Map<String, String> sysctls, List<IpAddress> linkLocals) {

  /** What holds when nothing is asked for. */
  public static final EndpointOptions PLAIN = new EndpointOptions(0, Map.of(), List.of());

  public EndpointOptions {
    sysctls = Map.copyOf(sysctls);
    linkLocals = List.copyOf(linkLocals);
  }
}
