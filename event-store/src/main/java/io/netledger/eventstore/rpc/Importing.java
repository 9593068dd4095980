package io.netledger.eventstore.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.LogImport;
import io.netledger.proto.history.v1.ImportEventsRequest;
import io.netledger.proto.history.v1.ImportEventsResponse;
import io.netledger.proto.history.v1.StoredEvent;

/** One call of ImportEvents. Whatever goes wrong, nothing is stored. */
final class Importing implements StreamObserver<ImportEventsRequest> {

  private final LogImport log;
  private final StreamObserver<ImportEventsResponse> client;
  private boolean ended;

  Importing(LogImport log, ServerCallStreamObserver<ImportEventsResponse> client) {
    this.log = log;
    this.client = client;
    client.setOnCancelHandler(this::end);
  }

  @Override
  public void onNext(ImportEventsRequest request) {
    if (ended) {
      return; // it was refused, and the client has not heard of it yet
    }
    try {
      for (StoredEvent event : request.getEventsList()) {
        log.add(StoredEvents.recorded(event, log.hash()));
      }
    } catch (RuntimeException e) {
      end();
      throw e;
    }
  }

  @Override
  public void onError(Throwable gone) {
    end();
  }

  @Override
  public void onCompleted() {
    if (ended) {
      return;
    }
    try {
      var answer = ImportEventsResponse.newBuilder().setHash(StoredEvents.bytes(log.hash()));
      answer.setRevision(log.commit());
      client.onNext(answer.build());
      client.onCompleted();
    } finally {
      end();
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      log.close();
    }
  }
}
