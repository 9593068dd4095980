package io.netledger.network.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * A machine with a driver-agent.
 *
 * @param id its name
 * @param bootId the kernel's boot id as last recorded; empty before the first
 * @param underlayAddress other hosts reach it by; empty: none
 * @param missing what its kernel cannot do, and the kernel's words for why
 * @param drained nothing new is placed there
 * @param driftCount how often drift was found there
 * @param lastDrift that was found last, or {@link Drift#NONE}
 */
public record HostRow(
    String id,
    long createdRevision,
    long sequence,
    Instant registeredAt,
    String bootId,
    String underlayAddress,
    List<String> capabilities,
    Map<String, String> missing,
    boolean drained,
    long driftCount,
    Drift lastDrift)
    implements Row {

  /**
   * A difference between plan and kernel.
   *
   * @param found in words; empty: none was found
   * @param foundAtMicros since 1970
   * @param endpointId concerned; empty: none
   * @param networkId concerned; empty: none
   * @param failure why it could not be repaired; empty: it was, or is being seen to
   */
  public record Drift(
      String found,
      long foundAtMicros,
      String endpointId,
      String networkId,
      boolean repaired,
      String failure) {

    static final Drift NONE = new Drift("", 0, "", "", false, "");

    static Drift of(String found, Instant foundAt, String endpoint, String network) {
      return new Drift(
          found, ChronoUnit.MICROS.between(Instant.EPOCH, foundAt), endpoint, network, false, "");
    }
  }

  HostRow booted(
      long event, String boot, String underlay, List<String> abilities, Map<String, String> lacks) {
    return new HostRow(
        id,
        createdRevision,
        event,
        registeredAt,
        boot,
        underlay,
        abilities,
        lacks,
        drained,
        driftCount,
        lastDrift);
  }

  HostRow moved(long event, String underlay) {
    return booted(event, bootId, underlay, capabilities, missing);
  }

  HostRow probed(long event, List<String> abilities, Map<String, String> lacks) {
    return booted(event, bootId, underlayAddress, abilities, lacks);
  }

  HostRow drained(long event, boolean now) {
    return with(event, now, driftCount, lastDrift);
  }

  HostRow drifted(long event, Drift drift) {
    return with(event, drained, driftCount + 1, drift);
  }

  /** What became of a drift, if it is the last; nobody asks for one before it. */
  HostRow settled(long event, String found, String failure) {
    Drift last = lastDrift;
    Drift now =
        last.found().equals(found)
            ? new Drift(
                found,
                last.foundAtMicros(),
                last.endpointId(),
                last.networkId(),
                failure.isEmpty(),
                failure)
            : last;
    return with(event, drained, driftCount, now);
  }

  private HostRow with(long event, boolean nowDrained, long drifts, Drift drift) {
    return new HostRow(
        id,
        createdRevision,
        event,
        registeredAt,
        bootId,
        underlayAddress,
        capabilities,
        missing,
        nowDrained,
        drifts,
        drift);
  }
}
