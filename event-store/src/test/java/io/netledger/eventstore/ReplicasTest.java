package io.netledger.eventstore;

import static io.netledger.eventstore.Account.ACCOUNTS;
import static io.netledger.eventstore.LedgerFixture.ALICE;
import static io.netledger.eventstore.LedgerFixture.assertSound;
import static io.netledger.eventstore.LedgerFixture.pay;
import static io.netledger.eventstore.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netledger.eventstore.Account.Overdrawn;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two writers, one log. */
class ReplicasTest {

  private final LedgerFixture fixture = new LedgerFixture();
  private final Ledger one = fixture.open();
  private final Ledger two = fixture.open();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void two_replicas_on_one_stream_lose_nothing_and_do_nothing_twice() throws Exception {
    one.streams().append(ALICE, pay("pot", 300));
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 40; caller++) {
        Streams streams = (caller % 2 == 0 ? one : two).streams();
        callers.execute(() -> {
          for (int i = 0; i < 10; i++) {
            try {
              streams.append(ALICE, pay("pot", -1));
              taken.incrementAndGet();
            } catch (Overdrawn e) {
              refused.incrementAndGet();
            }
          }
        });
      }
    }

    assertThat(taken).hasValue(300);
    assertThat(refused).hasValue(100);
    assertThat(one.streams().state(ACCOUNTS, "pot")).isEqualTo(new Versioned<>(0L, 300, 301));
    assertThat(two.streams().state(ACCOUNTS, "pot")).isEqualTo(new Versioned<>(0L, 300, 301));
    assertSound(one, 301);
  }

  @Test
  void a_decision_on_two_streams_sees_both_at_one_position() throws Exception {
    one.streams().append(ALICE, pay("left", 100));
    Queue<Long> sums = new ConcurrentLinkedQueue<>();

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 20; caller++) {
        Streams streams = (caller % 2 == 0 ? one : two).streams();
        callers.execute(() -> {
          for (int i = 0; i < 5; i++) {
            streams.append(
                ALICE,
                work -> {
                  pay("left", -1).accept(work);
                  pay("right", 1).accept(work);
                  sums.add(work.state(ACCOUNTS, "left") + work.state(ACCOUNTS, "right"));
                });
          }
        });
      }
    }

    assertThat(sums).isNotEmpty().containsOnly(100L);
    assertThat(two.streams().state(ACCOUNTS, "right").state()).isEqualTo(100);
    assertSound(one, 201);
  }

  @Test
  void a_request_sent_to_both_replicas_at_once_is_done_once() throws Exception {
    for (int round = 0; round < 20; round++) {
      Origin origin = request("request-" + round, "digest");
      List<Future<Appended>> answers = new ArrayList<>();
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int caller = 0; caller < 6; caller++) {
          Streams streams = (caller % 2 == 0 ? one : two).streams();
          answers.add(callers.submit(() -> streams.append(origin, pay("a", 1))));
        }
      }
      List<Appended> appended = new ArrayList<>();
      for (Future<Appended> answer : answers) {
        appended.add(answer.get());
      }
      assertThat(appended).extracting(Appended::events).containsOnly(appended.getFirst().events());
      assertThat(appended).filteredOn(each -> !each.repeated()).hasSize(1);
    }
    assertSound(one, 20);
  }

  @Test
  void refusals_in_a_group_leave_the_others_alone() throws Exception {
    one.streams().append(ALICE, pay("rich", 1_000));
    AtomicInteger refused = new AtomicInteger();

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 100; caller++) {
        boolean poor = caller % 3 == 0;
        callers.execute(() -> {
          try {
            one.streams().append(ALICE, pay(poor ? "poor" : "rich", -1));
          } catch (Overdrawn e) {
            refused.incrementAndGet();
          }
        });
      }
    }

    assertThat(refused).hasValue(34);
    assertSound(one, 67);
  }

  @Test
  void a_slow_transaction_of_another_appender_is_waited_for_and_seen() throws Exception {
    one.streams().append(ALICE, pay("a", 1));
    CountDownLatch locked = new CountDownLatch(1);
    try (Connection slow = fixture.database().dataSource().getConnection();
        LogSession session = new LogSession(slow);
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      session.lock();
      locked.countDown();
      Future<Appended> waiting = callers.submit(() -> two.streams().append(ALICE, pay("a", 1)));
      await().until(this::someoneWaitsForTheLock);

      Recorded theirs = next(one.log().read(1, 1).getFirst());
      session.append(Head.of(one.log().read(1, 1).getFirst()), List.of(theirs), List.of());
      assertThat(waiting.isDone()).isFalse();
      session.commit();

      assertThat(waiting.get(10, TimeUnit.SECONDS).revision()).isEqualTo(3);
    }
    assertThat(one.streams().state(ACCOUNTS, "a").state()).isEqualTo(7);
    assertSound(one, 3);
  }

  private static Recorded next(Recorded before) {
    Recorded next =
        new Recorded(
            before.revision() + 1,
            before.stream(),
            before.sequence() + 1,
            ACCOUNTS.codec().encode(new Account.Event(5)),
            before.metadata(),
            before.hash(),
            before.hash());
    return new Recorded(
        next.revision(),
        next.stream(),
        next.sequence(),
        next.payload(),
        next.metadata(),
        next.previousHash(),
        new HashChain().hash(next));
  }

  private boolean someoneWaitsForTheLock() throws Exception {
    try (Connection connection = fixture.database().dataSource().getConnection();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
      return rows.next();
    }
  }
}
