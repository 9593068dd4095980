package io.netledger.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedPostgresTest {

  /** Unpacking takes seconds, so the tests share them. */
  @TempDir static Path programs;

  @TempDir Path parent;

  @AfterEach
  void stop() {
    EmbeddedPostgres.stop(directory(), programs);
  }

  @Test
  void keepsItsDataAndItsPortAcrossARestart() throws SQLException {
    int port;
    try (var server = open()) {
      port = server.port();
      insert(server);
    }
    try (var server = open()) {
      assertThat(server.port()).isEqualTo(port);
      assertThat(rows(server)).isEqualTo(1);
      assertThat(show(server, "fsync", "synchronous_commit", "full_page_writes", "data_checksums"))
          .containsOnly("on");
    }
  }

  @Test
  void asksForAPasswordAndListensOnLoopbackOnly() throws Exception {
    try (var server = open()) {
      DatabaseUrl.Server url = server.database("kept");
      var guess =
          new DatabaseUrl.Server(url.jdbcUrl(), url.user(), Optional.of(Password.of("guess")));

      assertThatThrownBy(() -> Database.dataSource(guess).getConnection())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(Files.readString(directory().resolve("data/pg_hba.conf")).lines())
          .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
          .isNotEmpty()
          .allMatch(line -> line.endsWith("scram-sha-256"));
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(server.passwordFile("kept"))))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
          .isEqualTo("rwx------");
      assertThatThrownBy(() -> new Socket("127.0.0.2", server.port()).close())
          .isInstanceOf(ConnectException.class);
      assertThat(Files.readString(directory().resolve("server.log")))
          .doesNotContain(Password.in(server.passwordFile("kept")).reveal());
    }
  }

  @Test
  void recoversWhatWasCommittedBeforeItWasKilled() throws SQLException, IOException {
    try (var server = open()) {
      insert(server);
      kill(server.pid());
    }
    try (var server = open()) {
      assertThat(rows(server)).isEqualTo(1);
      assertThat(Files.readString(directory().resolve("server.log")))
          .contains("automatic recovery");
    }
  }

  @Test
  void takesOverTheServerThatAKilledProcessLeft() throws SQLException, IOException {
    String answer;
    try (var other = new OtherJvm(directory(), programs)) {
      answer = other.answer();
    }
    try (var server = open()) {
      assertThat(answer).startsWith("answer: opened " + server.pid() + " ");
      insert(server);
      assertThat(rows(server)).isEqualTo(1);
    }
    assertThat(Postmaster.on(directory().resolve("data"))).isEmpty();
  }

  @Test
  void refusesASecondProcessAndSaysWhoIsThere() throws IOException {
    try (var other = new OtherJvm(directory(), programs)) {
      assertThat(other.answer()).startsWith("answer: opened");

      assertThatThrownBy(this::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(directory() + " is in use by process " + other.pid() + ": stop that first");
    }
  }

  @Test
  void refusesItsOwnProcessASecondTimeAndStaysLocked() throws IOException {
    try (var _ = open()) {
      assertThatThrownBy(this::open).hasMessageContaining("is in use by process");
      System.gc();
      try (var other = new OtherJvm(directory(), programs)) {
        assertThat(other.answer())
            .contains("is in use by process " + ProcessHandle.current().pid());
      }
    }
  }

  @Test
  void startsThoughItsNumberBelongsToAZombieOrAnother() throws IOException {
    open().close();
    Path pidFile = directory().resolve("data/postmaster.pid");
    Process sleeper = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 60").start();
    try (var reader = sleeper.inputReader()) {
      String zombie = reader.readLine();
      for (String pid : List.of(zombie, Long.toString(sleeper.pid()))) {
        Files.writeString(pidFile, pid + "\n" + directory() + "/data\n1\n1\n\n\n\nready\n");
        Files.writeString(socketLock(), pid + "\n");
        open().close();
      }
    } finally {
      sleeper.destroyForcibly().onExit().join();
    }
  }

  @Test
  void goesOnWithoutUsUntilItIsStopped() {
    long pid;
    var first = open();
    pid = first.pid();
    first.leaveRunning();
    var second = open();
    second.leaveRunning();

    assertThat(second.pid()).isEqualTo(pid);
    EmbeddedPostgres.stop(directory(), programs);
    EmbeddedPostgres.stop(directory(), programs);
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void movesToAnotherPortWhenItsOwnIsTaken() throws IOException {
    open().close();
    int port = Integer.parseInt(Files.readString(directory().resolve("port")).strip());
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var server = open()) {
      assertThat(server.port()).isNotEqualTo(port);
    }
  }

  @Test
  void runsInsideAUserNamespaceMappedToRoot() throws IOException {
    try (var other = new OtherJvm(directory(), programs, "unshare", "--user", "--map-root-user")) {
      assertThat(other.answer()).startsWith("answer: opened");
    }
  }

  @Test
  void runsAsAnotherUserWhereRootHasNoNamespaces() throws Exception {
    assumeThat(Account.ofThisProcess().prefix()).as("only root needs this").isNotEmpty();
    assumeThat(Files.readString(Path.of("/proc/self/uid_map")))
        .as("and has other users")
        .contains("4294967295");
    var account = Account.of(0, command -> command.getFirst().equals("setpriv"));

    assertThatThrownBy(() -> EmbeddedPostgres.open(directory(), programs, Mode.DURABLE, account))
        .hasMessageContaining("may not enter " + directory());
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
    try (var server = EmbeddedPostgres.open(directory(), programs, Mode.DURABLE, account)) {
      insert(server);
      assertThat(rows(server)).isEqualTo(1);
      assertThat((int) Files.getAttribute(Path.of("/proc/" + server.pid()), "unix:uid"))
          .isEqualTo(65534);
    }
  }

  private Path socketLock() throws IOException {
    String port = Files.readString(directory().resolve("port")).strip();
    return directory().resolve("socket/.s.PGSQL." + port + ".lock");
  }

  private Path directory() {
    return parent.resolve("server");
  }

  private EmbeddedPostgres open() {
    return EmbeddedPostgres.open(directory(), programs);
  }

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void insert(EmbeddedPostgres server) throws SQLException {
    try (var connection = Database.dataSource(server.database("kept")).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS row (id int)");
      statement.execute("INSERT INTO row VALUES (1)");
    }
  }

  private static int rows(EmbeddedPostgres server) throws SQLException {
    return Integer.parseInt(value(server, "SELECT count(*) FROM row"));
  }

  private static List<String> show(EmbeddedPostgres server, String... settings)
      throws SQLException {
    var values = new ArrayList<String>();
    for (String setting : settings) {
      values.add(value(server, "SHOW " + setting));
    }
    return values;
  }

  private static String value(EmbeddedPostgres server, String query) throws SQLException {
    try (var connection = Database.dataSource(server.database("kept")).getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
