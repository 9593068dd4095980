package io.netledger.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseTest {

  private static final AtomicInteger MIGRATIONS = new AtomicInteger();

  @RegisterExtension
  static final TestDatabase database = TestDatabase.migrated("example", TestDatabaseTest::migrate);

  @Test
  void isMigratedOnceAndCopiedOften() throws SQLException {
    long begin = System.nanoTime();
    try (var other = TestDatabase.migrated("example", TestDatabaseTest::migrate).open()) {
      Duration copy = Duration.ofNanos(System.nanoTime() - begin);
      execute(database.dataSource(), "INSERT INTO example VALUES (1)");

      assertThat(copy).isLessThan(Duration.ofSeconds(5));
      assertThat(MIGRATIONS).hasValue(1);
      assertThat(count(database.dataSource())).isEqualTo(1);
      assertThat(count(other.dataSource())).isZero();
    }
  }

  private static void migrate(DataSource dataSource) {
    MIGRATIONS.incrementAndGet();
    try {
      execute(dataSource, "CREATE TABLE example (id int)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(DataSource dataSource, String sql) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(DataSource dataSource) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM example")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
