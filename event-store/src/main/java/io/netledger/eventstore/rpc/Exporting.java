package io.netledger.eventstore.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.Recorded;
import io.netledger.proto.history.v1.ExportBeginning;
import io.netledger.proto.history.v1.ExportEventsRequest;
import io.netledger.proto.history.v1.ExportEventsResponse;
import io.netledger.proto.history.v1.StoredEvent;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;

/** One call of ExportEvents. It reads pages, no faster than the client takes them. */
final class Exporting {

  private static final int PAGE = 500;

  /** Bytes of an answer; gRPC takes four times as much. */
  private static final int LARGEST = 1 << 20;

  private final EventLog log;
  private final PatientObserver<ExportEventsResponse> client;
  private final ExportBeginning beginning;

  /**
   * @throws Rejection REVISION_IN_FUTURE, INVALID_ARGUMENT, LOG_DAMAGED
   */
  Exporting(
      Ledger ledger,
      Moments moments,
      Proving proving,
      ExportEventsRequest request,
      ServerCallStreamObserver<ExportEventsResponse> client) {
    this.log = ledger.log();
    this.client = new PatientObserver<>(client);
    long from = moments.revision(request.hasFrom(), request.getFrom()).orElse(0L);
    long to = moments.revision(request.hasTo(), request.getTo()).orElseGet(log::head);
    if (from > to) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "from is revision %d, to is revision %d; expected from not to be after to"
              .formatted(from, to));
    }
    beginning =
        ExportBeginning.newBuilder()
            .setFromRevision(from)
            .setToRevision(to)
            .setFromHash(StoredEvents.bytes(StoredEvents.hashOf(log, from)))
            .setToHash(StoredEvents.bytes(StoredEvents.hashOf(log, to)))
            .addAllPeaks(StoredEvents.bytes(ledger.proofs().peaks(from)))
            .setCheckpoint(proving.at(to))
            .build();
  }

  private void send(List<Recorded> page) {
    var answer = ExportEventsResponse.newBuilder();
    int bytes = 0;
    for (Recorded event : page) {
      StoredEvent words = StoredEvents.words(event);
      answer.addEvents(words);
      bytes += words.getSerializedSize();
      if (bytes > LARGEST) {
        client.whenReady(answer.build());
        answer.clear();
        bytes = 0;
      }
    }
    client.whenReady(answer.build());
  }

  /** In a thread of its own, which waits for the client. */
  void start() {
    Thread.ofVirtual().name("export").start(this::run);
  }

  private void run() {
    try {
      client.whenReady(ExportEventsResponse.newBuilder().setBeginning(beginning).build());
      long sent = beginning.getFromRevision();
      while (sent < beginning.getToRevision() && !client.isGone()) {
        int limit = (int) Math.min(PAGE, beginning.getToRevision() - sent);
        List<Recorded> page = log.read(sent + 1, limit);
        if (page.size() < limit || page.getLast().revision() != sent + limit) {
          throw new Rejection(
              Reason.LOG_DAMAGED,
              "of the revisions %d to %d some are missing".formatted(sent + 1, sent + limit));
        }
        send(page);
        sent += limit;
      }
      client.complete();
    } catch (RuntimeException e) {
      client.fail(e);
    }
  }
}
