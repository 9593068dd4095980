package io.netledger.eventstore.rpc;

import io.netledger.eventstore.Recorded;

/** Says in an English sentence what an event of the service means. Never blocks. */
@FunctionalInterface
public interface Summaries {

  String summary(Recorded event);
}
