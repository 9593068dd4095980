package io.netledger.eventstore.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Tail;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceImplBase;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.ListEventsResponse;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import io.netledger.proto.history.v1.VerifyEventsResponse;
import io.netledger.proto.history.v1.WatchEventsRequest;
import io.netledger.proto.history.v1.WatchEventsResponse;
import io.netledger.proto.history.v1.WhoHadRequest;
import io.netledger.proto.history.v1.WhoHadResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Page;
import io.netledger.wire.PageToken;
import java.util.ArrayList;
import java.util.List;

/** HistoryService over a service's own log. */
public final class HistoryRpc extends HistoryServiceImplBase {

  private static final int BATCH = 1_000;

  private final EventLog log;
  private final Tail tail;
  private final HistoryWords words;
  private final Recollections recollections;

  public HistoryRpc(EventLog log, Tail tail, HistoryWords words, Recollections recollections) {
    this.log = log;
    this.tail = tail;
    this.words = words;
    this.recollections = recollections;
  }

  @Override
  public void whoHad(WhoHadRequest request, StreamObserver<WhoHadResponse> response) {
    response.onNext(recollections.whoHad(request));
    response.onCompleted();
  }

  @Override
  public void verifyEvents(
      VerifyEventsRequest request, StreamObserver<VerifyEventsResponse> response) {
    new Verifying(log, request, (ServerCallStreamObserver<VerifyEventsResponse>) response).run();
  }

  @Override
  public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> response) {
    var filter = EventFilter.parse(request.getFilterList());
    String call = "ListEvents" + request.getFilterList() + request.getAfterRevision();
    Page page = Page.of(request.getPageSize(), request.getPageToken(), call);
    long head = page.revision().orElseGet(log::head);
    long after = page.after().orElse(request.getAfterRevision());
    List<Recorded> found = find(filter, after, head, page.size() + 1);
    var answer = ListEventsResponse.newBuilder().setRevision(head);
    found.stream().limit(page.size()).map(words::event).forEach(answer::addEvents);
    if (found.size() > page.size()) {
      String cursor = Long.toString(found.get(page.size() - 1).revision());
      answer.setNextPageToken(new PageToken(call, head, cursor).toString());
    }
    response.onNext(answer.build());
    response.onCompleted();
  }

  private List<Recorded> find(EventFilter filter, long after, long head, int wanted) {
    List<Recorded> found = new ArrayList<>();
    long from = after + 1;
    while (from <= head && found.size() < wanted) {
      List<Recorded> batch = log.read(from, BATCH);
      if (batch.isEmpty()) {
        break;
      }
      batch.stream()
          .filter(event -> event.revision() <= head)
          .filter(filter)
          .limit(wanted - found.size())
          .forEach(found::add);
      from = batch.getLast().revision() + 1;
    }
    return found;
  }

  @Override
  public void watchEvents(
      WatchEventsRequest request, StreamObserver<WatchEventsResponse> response) {
    var filter = EventFilter.parse(request.getFilterList());
    long head = tail.head();
    if (request.getAfterRevision() > head) {
      throw new Rejection(
          Reason.REVISION_IN_FUTURE,
          "after_revision is %d; expected at most %d, the newest revision"
              .formatted(request.getAfterRevision(), head));
    }
    var client = new PatientObserver<>((ServerCallStreamObserver<WatchEventsResponse>) response);
    client.follow(
        tail.subscribe(
            request.getAfterRevision(),
            batch -> batch.stream().filter(filter).map(this::watched).forEach(client::whenReady)));
  }

  private WatchEventsResponse watched(Recorded event) {
    return WatchEventsResponse.newBuilder()
        .setRevision(event.revision())
        .setEvent(words.event(event))
        .build();
  }
}
