package io.netledger.network.host;

import io.netledger.address.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * A run of a host's kernel.
 *
 * @param id the kernel's boot id: another one means an empty kernel
 * @param underlay address that other hosts reach it by
 * @param capabilities what the kernel can do: "bridge", "veth", …
 */
public record Boot(String id, Optional<IpAddress> underlay, List<String> capabilities) {

  public Boot {
    capabilities = List.copyOf(capabilities);
  }
}
