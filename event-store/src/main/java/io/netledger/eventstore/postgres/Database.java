package io.netledger.eventstore.postgres;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** An open database. Closing it stops the server, if the server was started for it. */
public final class Database implements AutoCloseable {

  private final DataSource dataSource;
  private final Runnable onClose;

  private Database(DatabaseUrl.Server server, Runnable onClose) {
    this.dataSource = dataSource(server);
    this.onClose = onClose;
  }

  /**
   * Opens what {@code url} names.
   *
   * @param name of the database and its owner in an embedded server, made if missing; of no meaning
   *     for another server, whose url has the name
   * @throws IllegalStateException if an embedded server cannot be started, with the reason. A
   *     server elsewhere is not called yet.
   */
  public static Database open(DatabaseUrl url, String name) {
    return switch (url) {
      case DatabaseUrl.Embedded(var directory) -> {
        var server = EmbeddedPostgres.open(directory);
        try {
          yield new Database(server.database(name), server::close);
        } catch (RuntimeException e) {
          server.close();
          throw e;
        }
      }
      case DatabaseUrl.Server server -> new Database(server, () -> {});
    };
  }

  /**
   * Makes a new connection at each call: for a pool to stand before it, or for a connection that is
   * kept.
   */
  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public void close() {
    onClose.run();
  }

  static DataSource dataSource(DatabaseUrl.Server server) {
    var source = new PGSimpleDataSource();
    source.setURL(server.jdbcUrl());
    source.setApplicationName("netledger");
    server.user().ifPresent(source::setUser);
    server.password().ifPresent(password -> source.setPassword(password.reveal()));
    return source;
  }
}
