package io.netledger.agent.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What leads the calls of a sandbox to backends of services, and nothing else. One that stands is
 * exchanged in a moment, and connections keep the backend that they have.
 *
 * <p>Equivalent to: {@code nft -f} with the table {@code inet netledger-services}.
 *
 * @param forwards calls that come in from elsewhere are led there too, and go on with the sandbox's
 *     own address
 */
public record BalanceServices(Netns.Sandbox netns, List<BalancedPort> ports, boolean forwards)
    implements Change {

  public BalanceServices {
    ports = List.copyOf(ports);
  }

  @Override
  public String equivalent() {
    return "ip netns exec %s nft add table inet netledger-services { %s }"
        .formatted(
            netns, ports.stream().map(BalancedPort::toString).collect(Collectors.joining("; ")));
  }
}
