package io.netledger.network;

import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Work;
import io.netledger.eventstore.postgres.TestDatabase;
import io.netledger.network.query.TopologyReads;
import io.netledger.network.view.Topology;
import java.util.List;
import java.util.function.Consumer;

/** A ledger on a real PostgreSQL with the view of this service. */
public final class TestLedger implements AutoCloseable {

  private final TestDatabase database = TestDatabase.empty().open();
  private final Topology topology = new Topology();
  private final Ledger ledger =
      Ledger.open(LedgerSettings.of(database.dataSource()), List.of(topology));

  public Ledger ledger() {
    return ledger;
  }

  public Topology topology() {
    return topology;
  }

  public TopologyReads reads() {
    return new TopologyReads(topology, ledger.views(), ledger.tail());
  }

  /** Decides and stores; returns the revision. */
  public long append(Consumer<Work> decision) {
    return append("", decision);
  }

  public long append(String correlation, Consumer<Work> decision) {
    Origin origin = new Origin("unix:test", "", "", "", correlation, "", "");
    Appended appended = ledger.streams().append(origin, decision);
    return appended.revision();
  }

  @Override
  public void close() {
    ledger.close();
    database.close();
  }
}
