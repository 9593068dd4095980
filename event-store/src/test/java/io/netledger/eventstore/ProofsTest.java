package io.netledger.eventstore;

import static io.netledger.eventstore.LedgerFixture.ALICE;
import static io.netledger.eventstore.LedgerFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.proof.Checkpoint;
import io.netledger.proof.Frontier;
import io.netledger.proof.Hash;
import io.netledger.proof.MerkleProof;
import io.netledger.proof.NoteSigner;
import io.netledger.proof.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tree over a real log proves, from the subtrees that are kept beside it. */
class ProofsTest {

  private static final int EVENTS = 1_300;

  private final LedgerFixture fixture = new LedgerFixture();
  private final Ledger ledger = fixture.open();
  private final List<Hash> roots = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void events() {
    ledger
        .streams()
        .append(
            ALICE,
            work -> {
              for (int i = 0; i < EVENTS; i++) {
                pay("account-" + i % 7, i + 1).accept(work);
              }
            });
    Frontier frontier = Frontier.atBeginning();
    roots.add(frontier.root());
    ledger
        .log()
        .scan(
            1,
            EVENTS,
            event -> {
              frontier.add(event.hash());
              roots.add(frontier.root());
            });
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void rootsAndProofsAreThoseOfTheEvents() {
    var random = new SplittableRandom(256);
    for (int i = 0; i < 100; i++) {
      int size = random.nextInt(1, EVENTS + 1);
      int before = random.nextInt(0, size + 1);
      int revision = random.nextInt(1, size + 1);
      assertThat(ledger.proofs().root(size)).as("size %d", size).isEqualTo(roots.get(size));
      Hash event = ledger.log().read(revision, 1).getFirst().hash();
      assertThat(
              MerkleProof.isIncluded(
                  event,
                  revision - 1,
                  size,
                  ledger.proofs().inclusion(revision, size),
                  roots.get(size)))
          .as("r%d in %d", revision, size)
          .isTrue();
      assertThat(
              MerkleProof.isExtension(
                  checkpoint(before), checkpoint(size), ledger.proofs().consistency(before, size)))
          .as("%d in %d", before, size)
          .isTrue();
      assertThat(Frontier.after(before, ledger.proofs().peaks(before)).root())
          .isEqualTo(roots.get(before));
    }
  }

  @Test
  void whatIsKeptIsComputedAgain() {
    assertThat(ledger.proofs().root(EVENTS)).isEqualTo(roots.get(EVENTS));
    fixture.sql("TRUNCATE ledger.subtree");
    assertThat(ledger.proofs().root(EVENTS)).isEqualTo(roots.get(EVENTS));
  }

  @Test
  void aCheckpointIsSignedWhenTheLogHasGrown() throws IOException {
    NoteSigner signer = NoteSigner.in(folder.resolve("key"), "netledger/test");
    try (Sealer sealer = ledger.seal(new Sealing(signer, Duration.ofMillis(20)))) {
      awaitCheckpoint(EVENTS);
      ledger.streams().append(ALICE, pay("account-0", 1));
      awaitCheckpoint(EVENTS + 1);
      assertThat(sealer.signer()).isEqualTo(signer);
    }
    SignedCheckpoint first = ledger.checkpoints().after(0, 10).getFirst();
    SignedNote note = SignedNote.parse(first.note());
    assertThat(signer.key().hasSigned(note)).isTrue();
    assertThat(Checkpoint.parse(note.text()))
        .isEqualTo(new Checkpoint("netledger/test", EVENTS, roots.get(EVENTS)));
  }

  @Test
  void aLogThatIsNotTheOneBeforeIsNotSigned() throws IOException {
    NoteSigner signer = NoteSigner.in(folder.resolve("key"), "netledger/test");
    try (Sealer sealer = ledger.seal(new Sealing(signer, Duration.ofHours(1)))) {
      awaitCheckpoint(EVENTS);
      fixture.sql("ALTER TABLE ledger.event DISABLE TRIGGER only_grows");
      fixture.sql("UPDATE ledger.event SET hash = sha256('') WHERE revision = " + EVENTS);
      assertThatThrownBy(() -> sealer.sign(EVENTS))
          .isInstanceOf(LogDamaged.class)
          .hasMessage("the log is not the one that was signed at revision " + EVENTS);
    }
  }

  private void awaitCheckpoint(long size) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> ledger.checkpoints().newest().filter(it -> it.size() == size).isPresent());
  }

  private Checkpoint checkpoint(int size) {
    return new Checkpoint("netledger/test", size, roots.get(size));
  }
}
