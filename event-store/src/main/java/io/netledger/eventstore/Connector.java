package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the ledger's database. */
@FunctionalInterface
interface Connector {
  Connection connect() throws SQLException;
}
