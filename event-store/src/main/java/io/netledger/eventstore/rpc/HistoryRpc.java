package io.netledger.eventstore.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Sealer;
import io.netledger.eventstore.StoreUnavailable;
import io.netledger.eventstore.Tail;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.DiffResponse;
import io.netledger.proto.history.v1.DigestStateRequest;
import io.netledger.proto.history.v1.DigestStateResponse;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.ExportEventsRequest;
import io.netledger.proto.history.v1.ExportEventsResponse;
import io.netledger.proto.history.v1.FieldChange;
import io.netledger.proto.history.v1.GetCheckpointRequest;
import io.netledger.proto.history.v1.GetCheckpointResponse;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceImplBase;
import io.netledger.proto.history.v1.ImportEventsRequest;
import io.netledger.proto.history.v1.ImportEventsResponse;
import io.netledger.proto.history.v1.ListCheckpointsRequest;
import io.netledger.proto.history.v1.ListCheckpointsResponse;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.ListEventsResponse;
import io.netledger.proto.history.v1.ProveConsistencyRequest;
import io.netledger.proto.history.v1.ProveConsistencyResponse;
import io.netledger.proto.history.v1.ProveInclusionRequest;
import io.netledger.proto.history.v1.ProveInclusionResponse;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HistoryService over a service's own log. */
public final class HistoryRpc extends HistoryServiceImplBase {

  private final Ledger ledger;
  private final EventLog log;
  private final Tail tail;
  private final HistoryWords words;
  private final Recollections recollections;
  private final Finding finding;
  private final Moments moments;
  private final Proving proving;

  /**
   * @param sealer signs checkpoints; empty: nobody does
   */
  public HistoryRpc(
      Ledger ledger,
      HistoryWords words,
      Mentions mentions,
      Recollections recollections,
      Moments moments,
      Optional<Sealer> sealer) {
    this.ledger = ledger;
    this.log = ledger.log();
    this.tail = ledger.tail();
    this.finding = new Finding(log, mentions);
    this.words = words;
    this.recollections = recollections;
    this.moments = moments;
    this.proving = new Proving(ledger, sealer);
  }

  @Override
  public void whoHad(WhoHadRequest request, StreamObserver<WhoHadResponse> response) {
    answer(response, recollections.whoHad(request));
  }

  @Override
  public void diff(DiffRequest request, StreamObserver<DiffResponse> response) {
    answer(response, recollections.diff(request));
  }

  @Override
  public void verifyEvents(
      VerifyEventsRequest request, StreamObserver<VerifyEventsResponse> response) {
    var client = (ServerCallStreamObserver<VerifyEventsResponse>) response;
    new Verifying(log, ledger.checkpoints(), request, client).run();
  }

  @Override
  public void getCheckpoint(
      GetCheckpointRequest request, StreamObserver<GetCheckpointResponse> response) {
    answer(response, proving.checkpoint(request));
  }

  @Override
  public void listCheckpoints(
      ListCheckpointsRequest request, StreamObserver<ListCheckpointsResponse> response) {
    answer(response, proving.list(request));
  }

  @Override
  public void proveInclusion(
      ProveInclusionRequest request, StreamObserver<ProveInclusionResponse> response) {
    answer(response, proving.inclusion(request));
  }

  @Override
  public void proveConsistency(
      ProveConsistencyRequest request, StreamObserver<ProveConsistencyResponse> response) {
    answer(response, proving.consistency(request));
  }

  @Override
  public void exportEvents(
      ExportEventsRequest request, StreamObserver<ExportEventsResponse> response) {
    var client = (ServerCallStreamObserver<ExportEventsResponse>) response;
    new Exporting(ledger, moments, proving, request, client).start();
  }

  @Override
  public StreamObserver<ImportEventsRequest> importEvents(
      StreamObserver<ImportEventsResponse> response) {
    var client = (ServerCallStreamObserver<ImportEventsResponse>) response;
    return new Importing(ledger.beginImport(), client);
  }

  @Override
  public void digestState(
      DigestStateRequest request, StreamObserver<DigestStateResponse> response) {
    answer(response, recollections.digest(request));
  }

  @Override
  public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> response) {
    var filter = EventFilter.parse(request.getFilterList(), recollections);
    String call = "ListEvents" + request.toBuilder().clearPageSize().clearPageToken().build();
    Page page = Page.of(request.getPageSize(), request.getPageToken(), call);
    long head = page.revision().orElseGet(log::head);
    long after = page.after().orElseGet(() -> after(request));
    List<Recorded> found = finding.find(filter, after, until(request, head), page.size() + 1);
    var answer = ListEventsResponse.newBuilder().setRevision(head);
    answer.addAllEvents(events(request, found.stream().limit(page.size()).toList()));
    if (found.size() > page.size()) {
      String cursor = Long.toString(found.get(page.size() - 1).revision());
      answer.setNextPageToken(new PageToken(call, head, cursor).toString());
    }
    answer(response, answer.build());
  }

  private List<Event> events(ListEventsRequest request, List<Recorded> found) {
    Map<Long, List<FieldChange>> changes =
        request.getWithChanges() ? recollections.changes(found) : Map.of();
    return found.stream()
        .map(event ->
            words.event(event).toBuilder()
                .addAllChanges(changes.getOrDefault(event.revision(), List.of()))
                .build())
        .toList();
  }

  /** The last revision that is not asked for. */
  private long after(ListEventsRequest request) {
    long before =
        request.hasFromTime()
            ? log.revisionAt(Moments.instant(request.getFromTime()).minus(1, ChronoUnit.MICROS))
            : 0;
    return Math.max(before, request.getAfterRevision());
  }

  private long until(ListEventsRequest request, long head) {
    return request.hasToTime()
        ? Math.min(head, log.revisionAt(Moments.instant(request.getToTime())))
        : head;
  }

  @Override
  public void watchEvents(
      WatchEventsRequest request, StreamObserver<WatchEventsResponse> response) {
    var filter = EventFilter.parse(request.getFilterList(), recollections);
    refuseFuture(request.getAfterRevision());
    var client = new PatientObserver<>((ServerCallStreamObserver<WatchEventsResponse>) response);
    client.follow(tail.subscribe(request.getAfterRevision(), batch -> send(batch, filter, client)));
  }

  /** Who comes from another replica may know more than has been heard here. */
  private void refuseFuture(long revision) {
    long head = revision > tail.head() ? log.head() : revision;
    if (revision > head) {
      throw new Rejection(
          Reason.REVISION_IN_FUTURE,
          "after_revision is %d; expected at most %d, the newest revision"
              .formatted(revision, head));
    }
  }

  /** A client that cannot be told because the database is away is to ask again. */
  private void send(
      List<Recorded> batch, EventFilter filter, PatientObserver<WatchEventsResponse> client) {
    try {
      finding.among(batch, filter).stream().map(this::watched).forEach(client::whenReady);
    } catch (StoreUnavailable e) {
      client.fail(e);
      throw e;
    }
  }

  private WatchEventsResponse watched(Recorded event) {
    return WatchEventsResponse.newBuilder()
        .setRevision(event.revision())
        .setEvent(words.event(event))
        .build();
  }

  private static <A> void answer(StreamObserver<A> response, A answer) {
    response.onNext(answer);
    response.onCompleted();
  }
}
