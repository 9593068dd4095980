package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/**
 * One connection a thread and transaction, so that Axon's token and a view's tables change
 * together.
 */
final class ViewTransactions implements TransactionManager, ConnectionProvider {

  private final DataSource database;
  private static final ThreadLocal<@Nullable Connection> CURRENT = new ThreadLocal<>();

  ViewTransactions(DataSource database) {
    this.database = database;
  }

  @Override
  public Transaction startTransaction() {
    try {
      Connection connection = database.getConnection();
      connection.setAutoCommit(false);
      CURRENT.set(connection);
      return new Open(connection);
    } catch (SQLException e) {
      throw new JdbcException("cannot begin", e);
    }
  }

  /** The connection of this thread's transaction; closing it does nothing. */
  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = CURRENT.get();
    return connection == null
        ? database.getConnection()
        : ConnectionWrapperFactory.wrap(
            connection, new ConnectionWrapperFactory.NoOpCloseHandler());
  }

  private static final class Open implements Transaction {

    private final Connection connection;

    Open(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void commit() {
      try (Connection ending = connection) {
        CURRENT.remove();
        ending.commit();
      } catch (SQLException e) {
        throw new JdbcException("cannot commit", e);
      }
    }

    @Override
    public void rollback() {
      try (Connection ending = connection) {
        CURRENT.remove();
        ending.rollback();
      } catch (SQLException e) {
        throw new JdbcException("cannot roll back", e);
      }
    }
  }
}
