package io.netledger.network.hosts;

import java.time.Instant;

/**
 * What a replica knows of a host's agent. It is not in the log.
 *
 * @param connected an agent is on the line now
 * @param lastSeen when it was last heard; {@link Instant#EPOCH}: never
 * @param appliedRevision of the plan that stands in the kernel; 0: none yet
 * @param sentRevision of the last message to it; 0: none yet
 * @param lastRefusal what it refused last, in words; empty: nothing
 * @param refusedAt when that was; {@link Instant#EPOCH}: never
 */
public record HostStatus(
    boolean connected,
    Instant lastSeen,
    long appliedRevision,
    long sentRevision,
    String lastRefusal,
    Instant refusedAt) {

  static final HostStatus UNKNOWN = new HostStatus(false, Instant.EPOCH, 0, 0, "", Instant.EPOCH);

  /** This one or what another replica knows: who has the agent on the line, or heard it last. */
  HostStatus orNewer(HostStatus other) {
    boolean here = connected || (!other.connected && !other.lastSeen.isAfter(lastSeen));
    return here ? this : other;
  }

  HostStatus heard(Instant now) {
    return new HostStatus(connected, now, appliedRevision, sentRevision, lastRefusal, refusedAt);
  }

  HostStatus line(boolean open) {
    return new HostStatus(open, lastSeen, appliedRevision, sentRevision, lastRefusal, refusedAt);
  }

  HostStatus sent(long revision) {
    return new HostStatus(connected, lastSeen, appliedRevision, revision, lastRefusal, refusedAt);
  }

  HostStatus applied(long revision) {
    return new HostStatus(connected, lastSeen, revision, sentRevision, lastRefusal, refusedAt);
  }

  HostStatus refused(String words, Instant now) {
    return new HostStatus(connected, lastSeen, appliedRevision, sentRevision, words, now);
  }
}
