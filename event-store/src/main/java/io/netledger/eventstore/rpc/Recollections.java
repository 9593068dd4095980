package io.netledger.eventstore.rpc;

import io.netledger.proto.history.v1.WhoHadRequest;
import io.netledger.proto.history.v1.WhoHadResponse;

/**
 * What a service remembers of the things that its events are about: the calls of HistoryService
 * that the log alone cannot answer. Each throws a Rejection where the call is refused.
 */
public interface Recollections {

  WhoHadResponse whoHad(WhoHadRequest request);
}
