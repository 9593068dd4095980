package io.netledger.agent.plan;

import io.netledger.address.Cidr;
import java.util.List;
import java.util.Map;

/**
 * What else an interface shall be.
 *
 * @param gatewayPriority of the sandbox's endpoints the highest has the default route
 * @param sysctls whole numbers by names with dots, and IFNAME in the place of the interface
 * @param linkLocals addresses besides, with the length of their prefix
 */
public record EndpointOptions(
    int gatewayPriority, Map<String, String> sysctls, List<Cidr> linkLocals) {

  public static final EndpointOptions PLAIN = new EndpointOptions(0, Map.of(), List.of());

  public EndpointOptions {
    sysctls = Map.copyOf(sysctls);
    linkLocals = List.copyOf(linkLocals);
  }
}
