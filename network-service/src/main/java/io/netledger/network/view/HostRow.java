package io.netledger.network.view;

import java.time.Instant;
import java.util.List;

/**
 * A machine with a driver-agent.
 *
 * @param id its name
 * @param bootId the kernel's boot id as last recorded; empty before the first
 * @param underlayAddress other hosts reach it by; empty: none
 */
public record HostRow(
    String id,
    long createdRevision,
    long sequence,
    Instant registeredAt,
    String bootId,
    String underlayAddress,
    List<String> capabilities)
    implements Row {

  HostRow booted(long event, String boot, String underlay, List<String> abilities) {
    return new HostRow(id, createdRevision, event, registeredAt, boot, underlay, abilities);
  }
}
