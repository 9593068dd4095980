package io.netledger.eventstore;

import static io.netledger.eventstore.LedgerFixture.ALICE;
import static io.netledger.eventstore.LedgerFixture.assertSound;
import static io.netledger.eventstore.LedgerFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class TailTest {

  private static final Logger log = LoggerFactory.getLogger(TailTest.class);

  private final LedgerFixture fixture = new LedgerFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void every_event_of_two_replicas_arrives_once_and_in_order_on_both() throws Exception {
    Ledger one = fixture.open();
    Ledger two = fixture.open();
    one.streams().append(ALICE, pay("early", 1));
    List<Long> atOne = new CopyOnWriteArrayList<>();
    List<Long> atTwo = new CopyOnWriteArrayList<>();
    one.tail().subscribe(0, batch -> batch.forEach(event -> atOne.add(event.revision())));
    two.tail().subscribe(1, batch -> batch.forEach(event -> atTwo.add(event.revision())));

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 16; caller++) {
        Streams streams = (caller % 2 == 0 ? one : two).streams();
        callers.execute(() -> {
          for (int i = 0; i < 50; i++) {
            streams.append(ALICE, pay("hot", 1));
          }
        });
      }
    }

    await().until(() -> atOne.size() >= 801 && atTwo.size() >= 800);
    assertThat(atOne).isEqualTo(LongStream.rangeClosed(1, 801).boxed().toList());
    assertThat(atTwo).isEqualTo(LongStream.rangeClosed(2, 801).boxed().toList());
    assertThat(two.streams().state(Account.ACCOUNTS, "hot").state()).isEqualTo(800);
    assertSound(one, 801);
  }

  @Test
  void an_append_is_heard_at_once_here_and_soon_there() throws Exception {
    Ledger here = fixture.open();
    Ledger there = fixture.open();
    BlockingQueue<Long> heardHere = new LinkedBlockingQueue<>();
    BlockingQueue<Long> heardThere = new LinkedBlockingQueue<>();
    here.tail().subscribe(0, _ -> heardHere.add(System.nanoTime()));
    there.tail().subscribe(0, _ -> heardThere.add(System.nanoTime()));
    long[] delays = new long[100];

    for (int i = 0; i < 100; i++) {
      here.streams().append(ALICE, pay("a", 1));
      long done = System.nanoTime();
      assertThat(heardHere.poll(1, TimeUnit.SECONDS)).isNotNull();
      Long heard = heardThere.poll(1, TimeUnit.SECONDS);
      assertThat(heard).isNotNull();
      delays[i] = TimeUnit.NANOSECONDS.toMicros(heard - done);
    }

    long median = LongStream.of(delays).sorted().skip(50).findFirst().orElseThrow();
    log.info("other replica hears after {} us (median)", median);
    assertThat(Duration.ofNanos(median * 1000)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void a_connection_that_was_lost_is_made_again_and_nothing_is_missed() {
    Ledger here = fixture.open();
    Ledger there = fixture.open();
    List<Long> heard = new CopyOnWriteArrayList<>();
    there.tail().subscribe(0, batch -> batch.forEach(event -> heard.add(event.revision())));

    for (int i = 0; i < 5; i++) {
      here.streams().append(ALICE, pay("a", 1));
      fixture.sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ledger ear'");
      here.streams().append(ALICE, pay("a", 1));
    }

    await().until(() -> heard.size() >= 10);
    assertThat(heard).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void who_is_far_behind_reads_the_log_first() {
    Ledger here = fixture.open();
    for (int i = 0; i < 6; i++) {
      here.streams()
          .append(
              ALICE,
              work -> {
                for (int n = 0; n < 1000; n++) {
                  work.decide(Account.ACCOUNTS, "a", new Account.Command(1));
                }
              });
    }
    List<Long> heard = new CopyOnWriteArrayList<>();

    Tail.Subscription subscription =
        here.tail().subscribe(10, batch -> batch.forEach(event -> heard.add(event.revision())));

    await().until(() -> subscription.position() == 6000);
    assertThat(heard).isEqualTo(LongStream.rangeClosed(11, 6000).boxed().toList());
    subscription.close();
    here.streams().append(ALICE, pay("a", 1));
    assertThat(heard).hasSize(5990);
  }
}
