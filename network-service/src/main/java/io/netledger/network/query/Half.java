package io.netledger.network.query;

import io.netledger.network.view.TemporalTable;

/**
 * One of two halves of the rows that were so at a revision: those that are still so, or those that
 * have ended since. Near the head of the log the second is small. The halves are asked one by one,
 * since the planner gives each its own index, in order, but does not merge two of them by itself.
 */
record Half(long revision, boolean still) {

  /** Adds the condition on the rows' spans; more conditions may follow. */
  Sql where(Sql sql) {
    return still
        ? sql.add("where to_revision is null and from_revision <= ?", revision)
        : sql.add("where to_revision > ? and from_revision <= ?", revision, revision);
  }

  /** All rows of the table in this half; conditions may follow. */
  Sql rows(TemporalTable<?> table) {
    return where(new Sql().add("select * from " + table.name()));
  }
}
