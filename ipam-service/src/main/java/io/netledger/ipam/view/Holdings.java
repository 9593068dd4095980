package io.netledger.ipam.view;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.View;
import io.netledger.ipam.pool.PoolEvent.PoolWidened;
import io.netledger.ipam.work.PoolWork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** The view of pools and leases. Its tables are those of db/ipam/holdings-3.sql. */
public final class Holdings implements View {

  private static final String TABLES = "/db/ipam/holdings-3.sql";

  @Override
  public String name() {
    return "holdings";
  }

  @Override
  public String version() {
    return "3";
  }

  @Override
  public String tables() {
    try (InputStream file = Holdings.class.getResourceAsStream(TABLES)) {
      return new String(
          Objects.requireNonNull(file, TABLES).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void apply(Connection connection, List<Recorded> batch) throws SQLException {
    Subjects.of(batch).write(connection);
    List<Recorded> ours =
        batch.stream()
            .filter(event -> event.stream().category().equals(PoolWork.POOL.category()))
            .toList();
    if (ours.isEmpty()) {
      return;
    }
    HoldingsTables tables = new HoldingsTables(connection);
    List<String> pools = ours.stream().map(event -> event.stream().id()).distinct().toList();
    List<String> widened =
        ours.stream()
            .filter(event -> PoolWork.POOL.codec().decode(event.payload()) instanceof PoolWidened)
            .map(event -> event.stream().id())
            .distinct()
            .toList();
    HoldingsFold fold = new HoldingsFold(tables.countsOf(pools), tables.heldOf(widened));
    ours.forEach(fold::add);
    tables.write(fold.changes());
  }
}
