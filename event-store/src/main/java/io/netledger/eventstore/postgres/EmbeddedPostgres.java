package io.netledger.eventstore.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.util.PasswordUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server that lives in one directory: programs, data, passwords and log. It is
 * durable, listens on loopback and on a UNIX socket only, and asks everyone for a password.
 *
 * <p>Its processes are not tied to ours: if our process is killed the server goes on, and who opens
 * the directory next takes it over as it is.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final String SUPERUSER = "postgres";

  /** A name that needs no quotes in SQL and is safe as a file's. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final ServerDirectory directory;
  private final DirectoryLock lock;
  private final ServerProgram program;
  private final Postmaster postmaster;

  private EmbeddedPostgres(
      ServerDirectory directory, DirectoryLock lock, ServerProgram program, Postmaster postmaster) {
    this.directory = directory;
    this.lock = lock;
    this.program = program;
    this.postmaster = postmaster;
  }

  /**
   * Brings the server of {@code directory} up and returns when it answers queries. Makes it if
   * there is none, takes it over if it runs, and lets it recover if it was killed.
   *
   * @throws IllegalStateException if another process has the directory open, or the server does not
   *     start; the message has the end of its log
   */
  public static EmbeddedPostgres open(Path directory) {
    return open(directory, directory);
  }

  /**
   * As {@link #open(Path)}, with PostgreSQL's programs in another directory, which servers may
   * share: they are unpacked there if they are missing. Where root runs the server as another user,
   * who may not enter everyone's directories, they lie beside the data all the same.
   */
  public static EmbeddedPostgres open(Path directory, Path programs) {
    return open(directory, programs, Mode.DURABLE, Account.ofThisProcess());
  }

  static EmbeddedPostgres open(Path path, Path programs, Mode mode, Account account) {
    var directory = new ServerDirectory(path.toAbsolutePath().normalize());
    directory.prepare(account);
    DirectoryLock lock = DirectoryLock.of(directory.path());
    try {
      var program = ServerProgram.in(directory, programs, account, mode);
      return new EmbeddedPostgres(directory, lock, program, up(directory, program));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Stops the server of {@code directory}, whoever started it; nothing if none runs.
   *
   * @throws IllegalStateException if another process has the directory open
   */
  public static void stop(Path directory) {
    stop(directory, directory);
  }

  /** As {@link #stop(Path)}, with the programs where {@link #open(Path, Path)} has them. */
  public static void stop(Path directory, Path programs) {
    if (Files.isDirectory(directory.resolve("data"))) {
      var place = new ServerDirectory(directory.toAbsolutePath().normalize());
      try (var _ = DirectoryLock.of(place.path())) {
        if (Postmaster.on(place.data()).isPresent()) {
          ServerProgram.in(place, programs, Account.ofThisProcess(), Mode.DURABLE).stop();
        }
      }
    }
  }

  private static Postmaster up(ServerDirectory directory, ServerProgram program) {
    long begin = System.nanoTime();
    if (!Files.isDirectory(directory.data())) {
      program.initialize(Password.keptIn(directory.passwordOf(SUPERUSER)));
    }
    Optional<Postmaster> running = Postmaster.on(directory.data());
    if (running.isPresent() && !program.isRunBy(running.get())) {
      program.stop();
      running = Optional.empty();
    }
    Postmaster postmaster = running.isPresent() ? program.awaitReady() : program.start();
    LOG.info(
        "postgresql {} in {} ready on port {} after {} ms",
        running.isPresent() ? "found" : "started",
        directory.path(),
        postmaster.port(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    return postmaster;
  }

  /**
   * The database {@code name}, owned by a role of that name; made if missing.
   *
   * @param name lower-case letters, digits and underscores, at most 63
   */
  public DatabaseUrl.Server database(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(name + " does not match " + NAME);
    }
    var password = Password.keptIn(passwordFile(name));
    try (Connection connection = superuser().getConnection()) {
      if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", name)) {
        execute(connection, "CREATE ROLE " + name + " LOGIN");
      }
      // The verifier, not the password: statements may end up in the server's log.
      String verifier = PasswordUtil.encodeScramSha256(password.reveal().toCharArray());
      execute(connection, "ALTER ROLE " + name + " PASSWORD '" + verifier + "'");
      if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", name)) {
        execute(connection, "CREATE DATABASE " + name + " OWNER " + name);
      }
      return server(name, name, password);
    } catch (SQLException e) {
      throw new IllegalStateException("the database " + name + " cannot be made", e);
    }
  }

  /** The file with the password of the role {@code name}, readable by its owner only. */
  public Path passwordFile(String name) {
    return directory.passwordOf(name);
  }

  /** The TCP port on loopback. The same after a restart, unless someone else has taken it. */
  public int port() {
    return postmaster.port();
  }

  /** The server's first process. */
  public long pid() {
    return postmaster.pid();
  }

  /**
   * Where the UNIX socket lies, for psql's {@code --host}; empty if the path is too long for one.
   */
  public Optional<Path> socketDirectory() {
    return ServerProgram.socketDirectory(directory);
  }

  /** Gives the directory back without stopping the server: the next {@link #open} takes it over. */
  public void leaveRunning() {
    lock.close();
  }

  /**
   * Stops the server cleanly: running transactions are rolled back, everything committed is on the
   * disk.
   */
  @Override
  public void close() {
    try {
      if (Postmaster.on(directory.data()).isPresent()) {
        program.stop();
      }
    } finally {
      lock.close();
    }
  }

  DataSource superuser() {
    return Database.dataSource(
        server("postgres", SUPERUSER, Password.in(directory.passwordOf(SUPERUSER))));
  }

  DatabaseUrl.Server server(String database, String user, Password password) {
    return new DatabaseUrl.Server(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database,
        Optional.of(user),
        Optional.of(password));
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
