package io.netledger.network.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A machine with a driver-agent.
 *
 * @param id its name
 * @param bootId the kernel's boot id as last recorded; empty before the first
 * @param underlayAddress other hosts reach it by; empty: none
 * @param missing what its kernel cannot do, and the kernel's words for why
 */
public record HostRow(
    String id,
    long createdRevision,
    long sequence,
    Instant registeredAt,
    String bootId,
    String underlayAddress,
    List<String> capabilities,
    Map<String, String> missing)
    implements Row {

  HostRow booted(
      long event, String boot, String underlay, List<String> abilities, Map<String, String> lacks) {
    return new HostRow(id, createdRevision, event, registeredAt, boot, underlay, abilities, lacks);
  }

  HostRow probed(long event, List<String> abilities, Map<String, String> lacks) {
    return booted(event, bootId, underlayAddress, abilities, lacks);
  }
}
