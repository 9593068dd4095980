package io.netledger.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netledger.eventstore.postgres.Database;
import io.netledger.eventstore.postgres.DatabaseUrl;
import io.netledger.eventstore.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Appends a second beside pgbench's single-row inserts of equal rows into a table with the same
 * columns and indexes, on the same durable server, before and after. Prints a row for each number
 * of callers: {@code what callers ours peer peer_value ratio unit}, separated by tabs.
 *
 * <p>Arguments: a new directory for the server, seconds of each measurement (5), numbers of callers
 * (1,8,32,64).
 */
final class AppendBench {

  private static final int STREAMS = 2_000;
  private static final String DATABASE = "bench";
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

  private final EmbeddedPostgres server;
  private final DatabaseUrl.Server url;
  private final Path directory;
  private final int seconds;

  private AppendBench(EmbeddedPostgres server, Path directory, int seconds) {
    this.server = server;
    this.url = server.database(DATABASE);
    this.directory = directory;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    String callers = arguments.length > 2 ? arguments[2] : "1,8,32,64";
    try (EmbeddedPostgres server = EmbeddedPostgres.open(directory)) {
      new AppendBench(server, directory, seconds)
          .run(Stream.of(callers.split(",", -1)).map(Integer::valueOf).toList());
    }
  }

  private void run(List<Integer> callers) throws Exception {
    var database = Database.open(url, DATABASE).dataSource();
    try (Ledger ledger = Ledger.open(LedgerSettings.of(database), List.of())) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            CREATE TABLE public.event (LIKE ledger.event INCLUDING ALL);
            CREATE SEQUENCE public.revision
            """);
      }
      for (boolean hot : new boolean[] {false, true}) {
        ours(ledger, hot, 32); // warm up
        for (int n : callers) {
          double before = pgbench(hot, n);
          double ours = ours(ledger, hot, n);
          double peer = (before + pgbench(hot, n)) / 2;
          System.out.printf(
              Locale.ROOT,
              "append_%s_per_s\t%d\t%.0f\tpgbench\t%.0f\t%.2f\t1/s%n",
              hot ? "hot" : "many",
              n,
              ours,
              peer,
              ours / peer);
        }
      }
    }
  }

  private double ours(Ledger ledger, boolean hot, int callers) throws SQLException {
    LongAdder appended = new LongAdder();
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(seconds).toNanos();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        int first = caller;
        executor.execute(() -> {
          for (long n = first; System.nanoTime() < end; n += callers) {
            String account = hot ? "hot" : "account-" + n % STREAMS;
            ledger.streams().append(origin(n), LedgerFixture.pay(account, 1));
            appended.increment();
          }
        });
      }
    }
    return appended.sum() / ((System.nanoTime() - begin) / 1e9);
  }

  private static Origin origin(long n) {
    String id = String.format(Locale.ROOT, "%016x-%016x", System.nanoTime(), n);
    return new Origin("unix:1000", "unix:/run/netledger", id, "digest", "", "", "bench");
  }

  /** Its clients insert one row and one commit at a time, prepared, over the same TCP port. */
  private double pgbench(boolean hot, int clients) throws IOException, InterruptedException {
    Path script = Files.writeString(directory.resolve("insert.sql"), insert(hot));
    Path output = directory.resolve("pgbench.out");
    ProcessBuilder command =
        new ProcessBuilder(
            "pgbench -n -M prepared -h 127.0.0.1 -U %s -p %d -c %d -j 2 -T %d -f %s %s"
                .formatted(DATABASE, server.port(), clients, seconds, script, DATABASE)
                .split(" "));
    command.environment().put("PGPASSWORD", password());
    command.redirectErrorStream(true).redirectOutput(output.toFile());
    int exit = command.start().waitFor();
    Matcher tps = TPS.matcher(Files.readString(output, UTF_8));
    if (exit != 0 || !tps.find()) {
      throw new IllegalStateException("pgbench: " + Files.readString(output, UTF_8));
    }
    return Double.parseDouble(tps.group(1));
  }

  private String password() throws IOException {
    return Files.readString(server.passwordFile(DATABASE), UTF_8).strip();
  }

  private static String insert(boolean hot) {
    String hash = "'\\x" + "5a".repeat(Hash.LENGTH) + "'";
    return """
    \\set n random(1, %d)
    INSERT INTO public.event VALUES (nextval('public.revision'), 'account', %s, \
    currval('public.revision'), 'test.Paid', '\\x0000000000000001', now(), 'unix:1000', \
    'unix:/run/netledger', \
    lpad(to_hex(currval('public.revision')), 33, '0'), 'digest', true, '', '', 'bench', %s, %s);
    """
        .formatted(STREAMS, hot ? "'hot'" : "'account-' || :n", hash, hash);
  }
}
