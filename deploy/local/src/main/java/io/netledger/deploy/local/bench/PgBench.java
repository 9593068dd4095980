package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * PostgreSQL's own load generator. Its clients insert one row and wait for one commit at a time,
 * prepared, over the same TCP port as ours.
 *
 * @param program its path
 * @param port on loopback
 * @param database also the name of the user
 * @param passwordFile the user's
 * @param seconds of each measurement
 * @param scratch where scripts go
 */
record PgBench(
    Path program, int port, String database, Path passwordFile, int seconds, Path scratch) {

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

  /** In bytes: SHA-256. */
  private static final int HASH = 32;

  /** The program of this machine, if it is installed. */
  static Optional<Path> find() {
    List<Path> places = new ArrayList<>();
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      places.add(Path.of(folder, "pgbench"));
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      versions.map(version -> version.resolve("bin/pgbench")).sorted().forEach(places::add);
    } catch (IOException _) {
      // Not Debian's packages.
    }
    return places.stream().filter(Files::isExecutable).findFirst();
  }

  /** Makes the table: the log's columns and indexes, and a sequence for its key. */
  static void table(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE public.event (LIKE ledger.event INCLUDING ALL);
          CREATE SEQUENCE public.revision
          """);
    }
  }

  double insertsPerSecond(boolean hot, int clients) {
    try {
      Path script = Files.writeString(scratch.resolve("insert.sql"), script(hot));
      Process process = command(script, clients).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int exit = process.waitFor();
      Matcher tps = TPS.matcher(output);
      if (exit != 0 || !tps.find()) {
        throw new IllegalStateException("pgbench has failed:\n" + output);
      }
      return Double.parseDouble(tps.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException("pgbench", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private ProcessBuilder command(Path script, int clients) throws IOException {
    String options =
        "-n -M prepared -h 127.0.0.1 -p %d -U %s -c %d -j 2 -T %d"
            .formatted(port, database, clients, seconds);
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(Arrays.asList(options.split(" ")));
    words.addAll(List.of("-f", script.toString(), database));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", Files.readString(passwordFile, UTF_8).strip());
    return builder;
  }

  private static String script(boolean hot) {
    String hash = "'\\x" + "5a".repeat(HASH) + "'";
    return """
    \\set n random(1, %d)
    INSERT INTO public.event VALUES (nextval('public.revision'), 'tally', %s, \
    currval('public.revision'), 'bench.Counted', '\\x0000000000000001', now(), 'unix:1000', \
    'unix:/run/netledger', \
    lpad(to_hex(currval('public.revision')), 33, '0'), 'digest', true, '', '', 'bench', %s, %s);
    """
        .formatted(Appends.STREAMS, hot ? "'hot'" : "'tally-' || :n", hash, hash);
  }
}
