package io.netledger.ipam.rpc;

import io.netledger.eventstore.rpc.Recollections;
import io.netledger.proto.history.v1.WhoHadRequest;
import io.netledger.proto.history.v1.WhoHadResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;

/** ipam-service knows holders by their ids only, so it sends those who ask on. */
public final class PastAnswers implements Recollections {

  @Override
  public WhoHadResponse whoHad(WhoHadRequest request) {
    throw new Rejection(
        Reason.WRONG_SERVICE,
        "ipam-service knows holders by their ids only; expected WhoHad at network-service");
  }
}
