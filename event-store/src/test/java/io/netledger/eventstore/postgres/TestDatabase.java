package io.netledger.eventstore.postgres;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of a real PostgreSQL, new for each test class:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestDatabase database = TestDatabase.migrated("events", EventTables::migrate);
 * }</pre>
 *
 * One server serves all test classes of a JVM. It needs nothing installed and waits for no disk:
 * what a crash leaves of its data says nothing, so crash tests use an {@link EmbeddedPostgres} of
 * their own.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

  private final Supplier<DatabaseUrl.Server> maker;
  private DatabaseUrl.@Nullable Server server;

  private TestDatabase(Supplier<DatabaseUrl.Server> maker) {
    this.maker = maker;
  }

  /** A database without tables. */
  public static TestDatabase empty() {
    return new TestDatabase(() -> TestServer.ofThisJvm().empty());
  }

  /**
   * A copy of the database that {@code migration} makes of an empty one. The migration runs once a
   * JVM; a copy takes some ten milliseconds.
   *
   * @param template names the migration: equal names share the template
   */
  public static TestDatabase migrated(String template, Consumer<DataSource> migration) {
    return new TestDatabase(() -> TestServer.ofThisJvm().copyOf(template, migration));
  }

  /** Makes the database now, for tests that use no extension; {@link #close} drops it. */
  public TestDatabase open() {
    server = maker.get();
    return this;
  }

  /** Its url, with user and password. */
  public DatabaseUrl.Server url() {
    return Objects.requireNonNull(server, "the test database is not open");
  }

  /** A new connection at each call. */
  public DataSource dataSource() {
    return Database.dataSource(url());
  }

  /** The password of the user in {@link #url}, for what cannot take a {@link DatabaseUrl}. */
  public String password() {
    return url().password().map(Password::reveal).orElseThrow();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    open();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Drops the database, with all connections to it. */
  @Override
  public void close() {
    TestServer.ofThisJvm().drop(url());
  }
}
