package io.netledger.eventstore;

import io.netledger.eventstore.Verification.Broken;
import io.netledger.eventstore.Verification.Damage;
import io.netledger.eventstore.Verification.Intact;
import io.netledger.proof.Hash;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the hash chain and names the first revision that is not as it was written. What was dropped
 * from the end of the log leaves no trace in it: whoever wants to know that keeps a head.
 */
final class ChainWalk {

  private final EventLog log;
  private final long from;
  private final long to;
  private final Walking walking;
  private final HashChain chain = new HashChain();
  private @Nullable Recorded last;
  private @Nullable Broken broken;
  private boolean stopped;
  private long next;

  ChainWalk(EventLog log, long from, long to, Walking walking) {
    this.log = log;
    this.from = Math.max(1, from);
    this.to = to;
    this.walking = walking;
    this.next = this.from;
  }

  Verification walk() {
    last = from == 1 ? null : first(log.read(from - 1, 1)).orElse(null);
    log.scanWhile(from, to, this::step);
    if (broken == null && !stopped && next <= to) {
      broken = dropped(next);
    }
    return broken == null ? new Intact(next - from, hash(last)) : broken;
  }

  /** Whether to go on after {@code event}. */
  private boolean step(Recorded event) {
    if (event.revision() != next) {
      broken = dropped(next);
    } else if (!isSound(event) || !event.previousHash().equals(hash(last))) {
      broken = damage(event, last);
    } else {
      last = event;
      stopped = !walking.sound(next, event.hash());
      next++;
    }
    return broken == null && !stopped;
  }

  private static Hash hash(@Nullable Recorded event) {
    return event == null ? Hash.NONE : event.hash();
  }

  private boolean isSound(Recorded event) {
    return chain.hash(event).equals(event.hash());
  }

  private static Broken dropped(long revision) {
    return new Broken(revision, Damage.DROPPED, "revision " + revision + " is missing");
  }

  private Broken damage(Recorded event, @Nullable Recorded last) {
    long revision = event.revision();
    if (last != null
        && last.revision() >= from
        && last.previousHash().equals(event.previousHash())) {
      return inserted(last.revision());
    }
    Optional<Recorded> next = first(log.read(revision + 1, 1));
    if (next.isPresent() && next.get().previousHash().equals(hash(last))) {
      return inserted(revision);
    }
    long written = writtenAt(event);
    if (written != revision) {
      return new Broken(
          revision,
          Damage.REORDERED,
          "what is at revision " + revision + " was written as revision " + written);
    }
    if (isSound(event) && revision > from) {
      return changed(revision - 1, "the revision after it remembers another hash");
    }
    return changed(revision, "its hash is not that of its content after the revision before");
  }

  /** The revision that {@code event} was hashed with, if the one before it is still there. */
  private long writtenAt(Recorded event) {
    Optional<Recorded> before = log.withHash(event.previousHash());
    long written = before.map(Recorded::revision).orElse(0L) + 1;
    Recorded there =
        new Recorded(
            written,
            event.stream(),
            event.sequence(),
            event.payload(),
            event.metadata(),
            event.previousHash(),
            event.hash());
    return isSound(there) ? written : event.revision();
  }

  private static Broken inserted(long revision) {
    return new Broken(
        revision,
        Damage.INSERTED,
        "revision " + revision + " stands between two that were written one after the other");
  }

  private static Broken changed(long revision, String how) {
    return new Broken(revision, Damage.CHANGED, "revision " + revision + " is changed: " + how);
  }

  private static Optional<Recorded> first(List<Recorded> events) {
    return events.stream().findFirst();
  }
}
