package io.netledger.eventstore;

import io.netledger.proof.Checkpoint;
import io.netledger.proof.Hash;
import io.netledger.proof.NoteSigner;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs what the log is, now and then when it has grown, and whenever somebody asks. It signs
 * nothing that does not begin with what was signed before.
 */
public final class Sealer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Sealer.class);

  private final EventLog events;
  private final Proofs proofs;
  private final Checkpoints kept;
  private final NoteSigner signer;
  private final InstantSource clock;
  private final Duration every;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  Sealer(EventLog events, Proofs proofs, Checkpoints kept, Sealing how, InstantSource clock) {
    this.events = events;
    this.proofs = proofs;
    this.kept = kept;
    this.signer = how.signer();
    this.every = how.every();
    this.clock = clock;
    thread = Thread.ofPlatform().name("ledger-sealer").daemon().unstarted(this::run);
  }

  Sealer start() {
    thread.start();
    return this;
  }

  /** By whose key it signs. */
  public NoteSigner signer() {
    return signer;
  }

  /**
   * What the log was at {@code size}, signed now.
   *
   * @throws LogDamaged if a checkpoint that was signed before says otherwise of that size
   */
  public SignedCheckpoint sign(long size) {
    kept.newest().filter(before -> before.size() <= size).ifPresent(this::check);
    Hash root = proofs.root(size);
    String text = new Checkpoint(signer.key().name(), size, root).text();
    return new SignedCheckpoint(
        size, root, clock.instant().truncatedTo(ChronoUnit.MICROS), signer.sign(text).toString());
  }

  private void check(SignedCheckpoint before) {
    if (!proofs.root(before.size()).equals(before.root())) {
      throw new LogDamaged("the log is not the one that was signed at revision " + before.size());
    }
  }

  private void run() {
    try {
      do {
        sealIfGrown();
      } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      log.debug("interrupted", e);
    }
  }

  private void sealIfGrown() {
    try {
      long head = events.head();
      Optional<SignedCheckpoint> last = kept.newest();
      if (head > last.map(SignedCheckpoint::size).orElse(0L)) {
        kept.keep(sign(head));
      }
    } catch (StoreUnavailable e) {
      log.debug("no checkpoint is signed", e);
    } catch (LogDamaged e) {
      log.error("no checkpoint is signed: {}; see VerifyEvents", e.getMessage());
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
