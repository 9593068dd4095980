package io.netledger.eventstore;

import static io.netledger.eventstore.LedgerFixture.assertSound;
import static io.netledger.eventstore.LedgerFixture.pay;
import static io.netledger.eventstore.LedgerFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netledger.eventstore.postgres.Database;
import io.netledger.eventstore.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is shot in the middle of appends; every request must be done once all the same. */
class CrashTest {

  private static final int CALLERS = 16;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Queue<Recorded> answered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unknown = new AtomicInteger();

  @Test
  void a_writer_whose_connection_is_cut_finds_out_what_was_stored() {
    try (LedgerFixture fixture = new LedgerFixture()) {
      Ledger ledger = fixture.open();
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        append(ledger, callers, 60);
        for (int cut = 1; cut <= 10; cut++) {
          int answers = 60 * cut;
          await().atMost(LIMIT).until(() -> answered.size() >= answers);
          fixture.sql(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                  + " WHERE application_name = 'ledger writer'");
        }
      }
      assertAllDoneOnce(ledger, 60);
      assertThat(unknown).as("callers that were told 'unknown'").hasValue(0);
    }
  }

  @Test
  void a_server_that_is_killed_and_started_again_goes_on_with_the_same_log(@TempDir Path parent) {
    Path directory = parent.resolve("server");
    EmbeddedPostgres server = EmbeddedPostgres.open(directory);
    DataSource database = Database.open(server.database("events"), "events").dataSource();
    List<Long> heard = new CopyOnWriteArrayList<>();
    try (Ledger ledger = Ledger.open(LedgerSettings.of(database), List.of())) {
      ledger.tail().subscribe(0, batch -> batch.forEach(event -> heard.add(event.revision())));
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        append(ledger, callers, 60);
        for (int crash = 1; crash <= 3; crash++) {
          int answers = 200 * crash;
          await().atMost(LIMIT).until(() -> answered.size() >= answers);
          kill(server.pid());
          server.leaveRunning();
          server = EmbeddedPostgres.open(directory);
        }
      }
      assertAllDoneOnce(ledger, 60);
      await().atMost(LIMIT).until(() -> heard.size() >= CALLERS * 60);
      assertThat(heard).isEqualTo(LongStream.rangeClosed(1, CALLERS * 60).boxed().toList());
    } finally {
      server.close();
    }
  }

  /** Callers that ask again, with the same request id, whenever they are told "unknown". */
  private void append(Ledger ledger, ExecutorService callers, int times) {
    for (int caller = 0; caller < CALLERS; caller++) {
      String name = "caller-" + caller;
      callers.execute(() -> {
        for (int i = 0; i < times; i++) {
          answered.addAll(insist(ledger, request(name + "-" + i, "digest")).events());
        }
      });
    }
  }

  private Appended insist(Ledger ledger, Origin origin) {
    while (true) {
      try {
        return ledger.streams().append(origin, pay("hot", 1));
      } catch (StoreUnavailable e) {
        unknown.incrementAndGet();
      }
    }
  }

  private void assertAllDoneOnce(Ledger ledger, long times) {
    assertSound(ledger, CALLERS * times);
    assertThat(ledger.log().read(1, Integer.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(answered)
        .extracting(event -> event.metadata().origin().requestId())
        .doesNotHaveDuplicates();
    assertThat(ledger.log().verify(1, ledger.log().head())).isInstanceOf(Verification.Intact.class);
    assertThat(ledger.streams().state(Account.ACCOUNTS, "hot").state()).isEqualTo(CALLERS * times);
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }
}
