package io.netledger.eventstore.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The one server of this JVM's tests. It waits for no disk and ends with the JVM. */
final class TestServer {

  private static final String PREFIX = "server-";

  private final EmbeddedPostgres server;
  private final Map<String, String> templates = new HashMap<>();
  private int databases;

  private TestServer() {
    Path root = PrivateFiles.directory(root());
    sweep(root);
    try {
      Path directory = Files.createTempDirectory(root, PREFIX);
      server =
          EmbeddedPostgres.open(
              directory, root.resolve("programs"), Mode.THROWAWAY, Account.ofThisProcess());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory), "end-test-server"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts at the first call. */
  static TestServer ofThisJvm() {
    return Holder.SERVER;
  }

  private static final class Holder {
    static final TestServer SERVER = new TestServer();
  }

  /** A new empty database. */
  synchronized DatabaseUrl.Server empty() {
    return server.database("test_" + ++databases);
  }

  /**
   * A new database as {@code migration} leaves an empty one; the migration runs once a JVM for each
   * {@code template}.
   */
  synchronized DatabaseUrl.Server copyOf(String template, Consumer<DataSource> migration) {
    String source = templates.computeIfAbsent(template, _ -> migrated(migration));
    String name = "test_" + ++databases;
    execute(
        "CREATE DATABASE "
            + name
            + " TEMPLATE "
            + source
            + " OWNER "
            + source
            + " STRATEGY FILE_COPY");
    return server.server(name, source, Password.in(server.passwordFile(source)));
  }

  private String migrated(Consumer<DataSource> migration) {
    String name = "template_" + (templates.size() + 1);
    migration.accept(Database.dataSource(server.database(name)));
    return name;
  }

  void drop(DatabaseUrl.Server database) {
    String name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
    execute("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private void execute(String sql) {
    try (var connection = server.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void end(Path directory) {
    server.close();
    PrivateFiles.delete(directory);
  }

  private static Path root() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "netledger-tests-of-" + System.getProperty("user.name"));
  }

  /** Deletes what killed JVMs have left: their servers ended with them. */
  private static void sweep(Path root) {
    try (Stream<Path> left = Files.list(root)) {
      left.filter(path -> path.getFileName().toString().startsWith(PREFIX))
          .forEach(path ->
              DirectoryLock.tryOf(path)
                  .ifPresent(lock -> {
                    PrivateFiles.delete(path);
                    lock.close();
                  }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
