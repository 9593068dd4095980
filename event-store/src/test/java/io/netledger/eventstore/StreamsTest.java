package io.netledger.eventstore;

import static io.netledger.eventstore.Account.ACCOUNTS;
import static io.netledger.eventstore.Account.SAVINGS;
import static io.netledger.eventstore.LedgerFixture.ALICE;
import static io.netledger.eventstore.LedgerFixture.pay;
import static io.netledger.eventstore.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.eventstore.Account.Command;
import io.netledger.eventstore.Account.Event;
import io.netledger.eventstore.Account.Overdrawn;
import io.netledger.proof.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamsTest {

  private final LedgerFixture fixture = new LedgerFixture();
  private Ledger ledger = fixture.open();
  private Streams streams = ledger.streams();

  @BeforeEach
  void open() {
    streams = ledger.streams();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void an_appended_event_is_stored_with_all_that_is_known_about_it() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);

    Appended appended = streams.append(ALICE, pay("a", 5));

    assertThat(appended.revision()).isEqualTo(1);
    assertThat(appended.repeated()).isFalse();
    Recorded event = appended.events().getFirst();
    assertThat(event.stream()).hasToString("account/a");
    assertThat(event.sequence()).isZero();
    assertThat(event.payload()).isEqualTo(ACCOUNTS.codec().encode(new Event(5)));
    assertThat(event.metadata().origin()).isEqualTo(ALICE);
    assertThat(event.metadata().time()).isBetween(before, Instant.now());
    assertThat(event.previousHash()).isEqualTo(Hash.NONE);
    assertThat(event.hash()).isEqualTo(new HashChain().hash(event));
    assertThat(ledger.log().read(1, 10)).containsExactly(event);
    assertThat(ledger.log().stream(event.stream())).containsExactly(event);
    assertThat(ledger.log().byCorrelation("correlation-1")).containsExactly(event);
    assertThat(ledger.log().head()).isEqualTo(1);
  }

  @Test
  void a_decision_sees_what_it_has_done_and_is_stored_all_or_nothing() {
    List<Long> seen = new ArrayList<>();
    Consumer<Work> move =
        work -> {
          work.decide(SAVINGS, "a", new Command(7));
          work.decide(SAVINGS, "a", new Command(-3));
          seen.add(work.state(SAVINGS, "a"));
          work.decide(ACCOUNTS, "a", new Command(-3));
        };

    assertThatThrownBy(() -> streams.append(ALICE, move)).isInstanceOf(Overdrawn.class);
    assertThat(ledger.log().head()).isZero();
    assertThat(streams.state(SAVINGS, "a")).isEqualTo(new Versioned<>(0L, -1, 0));

    streams.append(ALICE, pay("a", 4));
    Appended moved = streams.append(ALICE, move);

    assertThat(moved.revision()).isEqualTo(4);
    assertThat(moved.events()).extracting(Recorded::sequence).containsExactly(0L, 1L, 1L);
    assertThat(seen).isNotEmpty().containsOnly(4L); // it may be decided several times
    assertThat(streams.state(ACCOUNTS, "a")).isEqualTo(new Versioned<>(1L, 1, 4));
    LedgerFixture.assertSound(ledger, 4);
  }

  @Test
  void already_so_stores_nothing() {
    streams.append(ALICE, pay("a", 4));

    Appended nothing = streams.append(ALICE, pay("a", 0));

    assertThat(nothing).isEqualTo(new Appended(1, List.of(), false));
  }

  @Test
  void a_repeated_request_is_answered_with_what_it_did_and_done_once() {
    Appended first = streams.append(request("r1", "d"), pay("a", 4));
    streams.append(ALICE, pay("a", 1));

    Appended again = streams.append(request("r1", "d"), pay("a", 4));

    assertThat(again).isEqualTo(new Appended(first.revision(), first.events(), true));
    assertThat(ledger.log().byRequest("r1")).isEqualTo(first.events());
    assertThatThrownBy(() -> streams.append(request("r1", "other"), pay("a", 9)))
        .isInstanceOf(RequestIdReused.class)
        .hasMessageContaining("r1");
    LedgerFixture.assertSound(ledger, 2);
  }

  @Test
  void a_request_that_was_done_is_not_refused_later() {
    streams.append(ALICE, pay("a", 4));
    streams.append(request("r1", "d"), pay("a", -4));

    assertThat(streams.append(request("r1", "d"), pay("a", -4)).repeated()).isTrue();
  }

  @Test
  void a_noted_request_id_is_not_claimed() {
    Appended noted = streams.record(request("r1", "d"), pay("a", 1));
    Appended again = streams.record(request("r1", "d"), pay("a", 1));
    Appended claimed = streams.append(request("r1", "d"), pay("a", 1));

    assertThat(noted.events().getFirst().metadata().origin().requestId()).isEqualTo("r1");
    assertThat(List.of(noted.repeated(), again.repeated(), claimed.repeated())).containsOnly(false);
    assertThat(ledger.log().byRequest("r1")).isEqualTo(claimed.events());
  }

  @Test
  void a_preview_says_what_would_happen_and_stores_nothing() {
    List<Proposed> proposed = streams.preview(pay("a", 4));

    assertThat(proposed)
        .containsExactly(new Proposed(ACCOUNTS.stream("a"), ACCOUNTS.codec().encode(new Event(4))));
    assertThat(ledger.log().head()).isZero();
    assertThatThrownBy(() -> streams.preview(pay("a", -4))).isInstanceOf(Overdrawn.class);
  }

  @Test
  void the_time_a_decision_sees_is_the_time_that_is_stored() {
    AtomicReference<Instant> seen = new AtomicReference<>(Instant.EPOCH);

    Appended appended =
        streams.append(
            ALICE,
            work -> {
              seen.set(work.now());
              work.decide(ACCOUNTS, "a", new Command(1));
            });

    assertThat(appended.events().getFirst().metadata().time()).isEqualTo(seen.get());
    assertThat(ledger.log().revisionAt(seen.get())).isEqualTo(1);
    assertThat(ledger.log().revisionAt(seen.get().minusNanos(1000))).isZero();
  }

  @Test
  void what_the_database_cannot_store_is_refused_alone() {
    Origin nul = new Origin("\u0000", "", "", "", "", "", "");

    assertThatThrownBy(() -> streams.append(nul, pay("a", 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the database refuses");
    assertThat(streams.append(ALICE, pay("a", 4)).revision()).isEqualTo(1);
  }

  @Test
  void a_ledger_opened_again_goes_on_where_it_was() {
    streams.append(ALICE, pay("a", 4));
    ledger.close();
    ledger = fixture.open();

    assertThat(ledger.streams().append(ALICE, pay("a", -1)).revision()).isEqualTo(2);
    assertThat(ledger.streams().state(ACCOUNTS, "a").state()).isEqualTo(3);
    LedgerFixture.assertSound(ledger, 2);
  }

  @Test
  void a_stream_that_cannot_be_read_fails_who_needs_it_and_nobody_else() {
    EventCodec<Event> broken =
        new EventCodec<>() {
          @Override
          public Payload encode(Event event) {
            return ACCOUNTS.codec().encode(event);
          }

          @Override
          public Event decode(Payload payload) {
            throw new IllegalArgumentException("not an event of mine");
          }
        };
    streams.append(ALICE, work -> work.decide(SAVINGS, "old", new Command(1)));
    ledger.close();
    ledger = fixture.open();
    var kind = new StreamKind<>("savings", SAVINGS.decider(), broken);

    assertThatThrownBy(() -> ledger.streams().state(kind, "old"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an event of mine");
    assertThat(ledger.streams().append(ALICE, pay("a", 4)).revision()).isEqualTo(2);
  }

  @Test
  void the_log_only_grows() {
    streams.append(ALICE, pay("a", 4));

    for (String change :
        List.of(
            "UPDATE ledger.event SET actor = 'mallory'",
            "DELETE FROM ledger.event",
            "TRUNCATE ledger.event")) {
      assertThatThrownBy(() -> fixture.sql(change))
          .hasRootCauseMessage(
              "ERROR: the ledger only grows: "
                  + change.split(" ", 2)[0]
                  + " is refused\n  Where: PL/pgSQL function ledger.refuse_change() line 3 at RAISE");
    }
  }
}
