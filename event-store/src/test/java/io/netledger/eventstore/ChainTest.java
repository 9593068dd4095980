package io.netledger.eventstore;

import static io.netledger.eventstore.LedgerFixture.ALICE;
import static io.netledger.eventstore.LedgerFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.eventstore.Verification.Broken;
import io.netledger.eventstore.Verification.Damage;
import io.netledger.eventstore.Verification.Intact;
import io.netledger.proof.Hash;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody with all rights changes the table behind the ledger's back. */
class ChainTest {

  private static final String[] CHANGES = {
    "payload = '\\x00'",
    "actor = 'mallory'",
    "recorded_at = recorded_at + '1 us'",
    "client_address = '?'",
    "request_id = '?'",
    "request_digest = '?'",
    "claims_request = true",
    "correlation = '?'",
    "causation = '?'",
    "reason = '?'",
    "type = '?'",
    "stream = 'other'",
    "category = 'other'",
    "sequence = 99",
    "hash = sha256('')"
  };

  private final LedgerFixture fixture = new LedgerFixture();
  private final Ledger ledger = fixture.open();

  @BeforeEach
  void tenEvents() {
    for (int i = 1; i <= 10; i++) {
      ledger.streams().append(ALICE, pay("account-" + i % 3, i));
    }
    fixture.sql("ALTER TABLE ledger.event DISABLE TRIGGER only_grows");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void the_encoding_that_is_hashed_never_changes() {
    Hash hash =
        new HashChain()
            .hash(
                1,
                new StreamId("pool", "p1"),
                0,
                new Payload("netledger.events.v1.PoolEvent", new byte[] {1, 2, 3}),
                new Metadata(
                    Instant.parse("2026-01-02T03:04:05.000006Z"),
                    new Origin("unix:0", "local", "r", "d", "c", "u", "why"),
                    true),
                Hash.NONE);

    assertThat(hash)
        .hasToString("ddbf43935e5f5d6fe51c53d727a6e89f66423c97ae0b903cf5fce8126c0ef4d1");
  }

  @Test
  void an_untouched_log_is_intact() {
    Hash head = ledger.log().read(10, 1).getFirst().hash();

    assertThat(ledger.log().verify(1, 10)).isEqualTo(new Intact(10, head));
    assertThat(ledger.log().verify(4, 10)).isEqualTo(new Intact(7, head));
  }

  @Test
  void every_changed_column_is_found() {
    for (String change : CHANGES) {
      fixture.sql("CREATE TABLE kept AS SELECT * FROM ledger.event");
      fixture.sql("UPDATE ledger.event SET " + change + " WHERE revision = 5");
      assertThat(found()).as(change).isEqualTo("CHANGED 5");
      fixture.sql(RESTORE);
    }
    assertThat(ledger.log().verify(1, 10)).isInstanceOf(Intact.class);
  }

  @Test
  void a_changed_row_with_a_new_hash_of_its_own_is_found() {
    Recorded five = ledger.log().read(5, 1).getFirst();
    Payload forged = new Payload(five.payload().type(), new byte[8]);
    Hash hash =
        new HashChain()
            .hash(5, five.stream(), five.sequence(), forged, five.metadata(), five.previousHash());
    fixture.sql(
        "UPDATE ledger.event SET payload = '\\x0000000000000000', hash = '\\x"
            + hash
            + "' WHERE revision = 5");

    assertThat(found()).isEqualTo("CHANGED 5");
  }

  @Test
  void a_dropped_row_is_found() {
    fixture.sql("DELETE FROM ledger.event WHERE revision = 7");

    assertThat(found()).isEqualTo("DROPPED 7");
  }

  @Test
  void a_row_dropped_from_the_end_is_found_by_who_knows_the_head() {
    fixture.sql("DELETE FROM ledger.event WHERE revision = 10");

    assertThat(found()).isEqualTo("DROPPED 10");
  }

  @Test
  void reordered_rows_are_found() {
    fixture.sql(
        """
        UPDATE ledger.event SET revision = -3 WHERE revision = 3;
        UPDATE ledger.event SET revision = 3 WHERE revision = 6;
        UPDATE ledger.event SET revision = 6 WHERE revision = -3
        """);

    assertThat(found()).isEqualTo("REORDERED 3");
  }

  @Test
  void an_inserted_row_is_found() {
    insertAfter(4);

    assertThat(found()).isEqualTo("INSERTED 5");
  }

  /** The chain cannot always tell a swap of neighbours from an insertion, but where it was. */
  @Test
  void whatever_is_done_to_any_one_row_is_found_and_named() {
    long seed = Long.getLong("netledger.seed", System.nanoTime());
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      fixture.sql("CREATE TABLE kept AS SELECT * FROM ledger.event");
      int revision = random.nextInt(1, 10);
      String done =
          switch (random.nextInt(4)) {
            case 0 -> {
              String change = CHANGES[random.nextInt(CHANGES.length)];
              fixture.sql("UPDATE ledger.event SET " + change + " WHERE revision = " + revision);
              yield "CHANGED " + revision;
            }
            case 1 -> {
              fixture.sql("DELETE FROM ledger.event WHERE revision = " + revision);
              yield "DROPPED " + revision;
            }
            case 2 -> {
              swap(revision, random.nextInt(revision + 1, 11));
              yield "(REORDERED|INSERTED) " + revision;
            }
            default -> {
              insertAfter(revision);
              yield "INSERTED " + (revision + 1);
            }
          };
      assertThat(found()).as("seed %d, round %d", seed, i).matches(done);
      fixture.sql(RESTORE);
    }
  }

  private static final String RESTORE =
      "TRUNCATE ledger.event; INSERT INTO ledger.event SELECT * FROM kept; DROP TABLE kept";

  private void swap(int revision, int other) {
    fixture.sql("UPDATE ledger.event SET revision = -1 WHERE revision = " + revision);
    fixture.sql(
        "UPDATE ledger.event SET revision = %d WHERE revision = %d".formatted(revision, other));
    fixture.sql("UPDATE ledger.event SET revision = " + other + " WHERE revision = -1");
  }

  /** Puts a row between, with a hash as it should be, and moves all after it on. */
  private void insertAfter(int revision) {
    Recorded before = ledger.log().read(revision, 1).getFirst();
    StreamId forged = new StreamId("account", "forged");
    Hash hash =
        new HashChain()
            .hash(revision + 1, forged, 0, before.payload(), before.metadata(), before.hash());
    fixture.sql("UPDATE ledger.event SET revision = -revision WHERE revision > " + revision);
    fixture.sql("UPDATE ledger.event SET revision = 1 - revision WHERE revision < 0");
    fixture.sql(
        "INSERT INTO ledger.event SELECT revision + 1, category, 'forged', 0, type, payload, recorded_at,"
            + " actor, client_address, request_id, request_digest, claims_request, correlation,"
            + " causation, reason, hash, '\\x"
            + hash
            + "' FROM ledger.event WHERE revision = "
            + revision);
  }

  private String found() {
    long last = Math.max(10, ledger.log().head()); // one that was put in moves the end on
    return switch (ledger.log().verify(1, last)) {
      case Broken(long revision, Damage damage, String message) -> {
        assertThat(message).contains("revision " + revision);
        yield damage + " " + revision;
      }
      case Intact intact -> intact.toString();
    };
  }
}
