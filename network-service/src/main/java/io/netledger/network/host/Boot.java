package io.netledger.network.host;

import io.netledger.address.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a host's kernel.
 *
 * @param id the kernel's boot id: another one means an empty kernel
 * @param underlay address that other hosts reach it by
 * @param capabilities what the kernel can do: "bridge", "veth", …
 * @param missing what it cannot do, and its own words for why
 */
public record Boot(
    String id,
    Optional<IpAddress> underlay,
    List<String> capabilities,
    Map<String, String> missing) {

  public Boot {
    capabilities = List.copyOf(capabilities);
    missing = Map.copyOf(missing);
  }

  /** The same run, which can do other things now: a module was loaded, or another agent looked. */
  Boot with(List<String> abilities, Map<String, String> lacks) {
    return new Boot(id, underlay, abilities, lacks);
  }

  /** The same run, which is reached by another address. */
  Boot at(Optional<IpAddress> address) {
    return new Boot(id, address, capabilities, missing);
  }
}
