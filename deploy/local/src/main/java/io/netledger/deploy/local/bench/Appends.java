package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.witness.Steps;
import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.postgres.Database;
import io.netledger.eventstore.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Appends a second to many streams and to one hot stream, beside pgbench's single-row inserts of
 * equal rows into an equal table of the same durable server, before and after. Every append is a
 * command of its own that is answered when it is durable; lock, notify and hash chain are on.
 */
final class Appends {

  /** How many streams are many. */
  static final int STREAMS = 2_000;

  private static final List<Integer> CALLERS = List.of(1, 8, 32, 64);
  private static final String DATABASE = "netledger_bench";

  private final Path postgres;
  private final Wish wish;
  private final Steps steps;

  Appends(Path postgres, Wish wish, Steps steps) {
    this.postgres = postgres;
    this.wish = wish;
    this.steps = steps;
  }

  void measure(Report report) throws SQLException {
    var server = EmbeddedPostgres.open(postgres);
    try {
      var url = server.database(DATABASE);
      DataSource database = Database.open(url, DATABASE).dataSource();
      Optional<PgBench> pgbench =
          PgBench.find()
              .map(program ->
                  new PgBench(
                      program,
                      server.port(),
                      DATABASE,
                      server.passwordFile(DATABASE),
                      wish.seconds(),
                      wish.scratch()));
      if (pgbench.isEmpty()) {
        report.note(
            "pgbench is MISSING as a peer: it is neither in PATH nor in /usr/lib/postgresql/*/bin"
                + " (Debian: apt install postgresql-contrib or postgresql-15)");
      }
      try (Ledger ledger = Ledger.open(LedgerSettings.of(database), List.of())) {
        PgBench.table(database);
        Stream.of(Quantity.APPEND_MANY_PER_S, Quantity.APPEND_HOT_PER_S)
            .filter(wish.quantities()::contains)
            .forEach(what -> measure(what, ledger, pgbench, report));
      }
    } finally {
      server.leaveRunning();
    }
  }

  private void measure(Quantity what, Ledger ledger, Optional<PgBench> pgbench, Report report) {
    boolean hot = what == Quantity.APPEND_HOT_PER_S;
    steps.say(what.word() + ": to warm up");
    append(ledger, hot, Quantity.CALLERS_OF_TARGET);
    for (int callers : CALLERS) {
      String step = what.word() + ": " + callers + " callers";
      pgbench.ifPresent(_ -> steps.say(step + ", pgbench before"));
      OptionalDouble before = insert(pgbench, hot, callers);
      steps.say(step + ", netledger");
      double ours = append(ledger, hot, callers);
      pgbench.ifPresent(_ -> steps.say(step + ", pgbench after"));
      OptionalDouble after = insert(pgbench, hot, callers);
      OptionalDouble peer =
          before.isPresent() && after.isPresent()
              ? OptionalDouble.of((before.getAsDouble() + after.getAsDouble()) / 2)
              : OptionalDouble.empty();
      report.add(Row.of(what, callers, ours, "pgbench", peer));
    }
  }

  private static OptionalDouble insert(Optional<PgBench> pgbench, boolean hot, int clients) {
    return pgbench.isPresent()
        ? OptionalDouble.of(pgbench.get().insertsPerSecond(hot, clients))
        : OptionalDouble.empty();
  }

  private double append(Ledger ledger, boolean hot, int callers) {
    LongAdder appended = new LongAdder();
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(wish.seconds()).toNanos();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        int first = caller;
        var _ =
            executor.submit(() -> {
              for (long n = first; System.nanoTime() < end; n += callers) {
                String tally = hot ? "hot" : "tally-" + n % STREAMS;
                ledger.streams().append(origin(n), work -> work.decide(Tally.TALLIES, tally, 1L));
                appended.increment();
              }
            });
      }
    }
    return appended.sum() / ((System.nanoTime() - begin) / 1e9);
  }

  /** As full as a request's from a user's socket. */
  private static Origin origin(long n) {
    String id = String.format(Locale.ROOT, "%016x-%016x", System.nanoTime(), n);
    return new Origin("unix:1000", "unix:/run/netledger", id, "digest", "", "", "bench");
  }
}
