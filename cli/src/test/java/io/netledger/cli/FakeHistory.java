package io.netledger.cli;

import static io.netledger.cli.FakeNetworks.answer;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.netledger.proof.Hash;
import io.netledger.proto.events.v1.RequestRefused;
import io.netledger.proto.history.v1.Damage;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.DiffResponse;
import io.netledger.proto.history.v1.Difference;
import io.netledger.proto.history.v1.DifferenceKind;
import io.netledger.proto.history.v1.DigestStateRequest;
import io.netledger.proto.history.v1.DigestStateResponse;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.ExportEventsRequest;
import io.netledger.proto.history.v1.ExportEventsResponse;
import io.netledger.proto.history.v1.FieldChange;
import io.netledger.proto.history.v1.GetCheckpointRequest;
import io.netledger.proto.history.v1.GetCheckpointResponse;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceImplBase;
import io.netledger.proto.history.v1.Holding;
import io.netledger.proto.history.v1.ImportEventsRequest;
import io.netledger.proto.history.v1.ImportEventsResponse;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.ListEventsResponse;
import io.netledger.proto.history.v1.ProveConsistencyRequest;
import io.netledger.proto.history.v1.ProveConsistencyResponse;
import io.netledger.proto.history.v1.ProveInclusionRequest;
import io.netledger.proto.history.v1.ProveInclusionResponse;
import io.netledger.proto.history.v1.StoredEvent;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import io.netledger.proto.history.v1.VerifyEventsResponse;
import io.netledger.proto.history.v1.WatchEventsRequest;
import io.netledger.proto.history.v1.WatchEventsResponse;
import io.netledger.proto.history.v1.WhoHadRequest;
import io.netledger.proto.history.v1.WhoHadResponse;
import java.util.List;

/** HistoryService with two events; its watch ends after them. */
final class FakeHistory extends HistoryServiceImplBase {

  private final FakeLedger ledger;
  private final FakeLog log;
  private boolean empty;

  FakeHistory(FakeLedger ledger, FakeLog log) {
    this.ledger = ledger;
    this.log = log;
  }

  /** What is listed from now on has no events. */
  void empty() {
    empty = true;
  }

  private static Event event(long revision) {
    return Event.newBuilder()
        .setRevision(revision)
        .setTime(Timestamp.newBuilder().setSeconds(1_767_225_600 + revision))
        .setStream("request/r" + revision)
        .setType("netledger.events.v1.RequestRefused")
        .setActor("unix:alice")
        .setSummary("refused " + revision)
        .setHash(ByteString.copyFrom(new byte[] {1, (byte) 0xab}))
        .setPayload(
            Any.pack(
                RequestRefused.newBuilder().setErrorReason("NAME_TAKEN").setMessage("no").build()))
        .build();
  }

  @Override
  public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> response) {
    ledger.requests.add(request);
    answer(
        response,
        empty
            ? ListEventsResponse.getDefaultInstance()
            : ListEventsResponse.newBuilder()
                .setRevision(2)
                .addAllEvents(List.of(event(1), event(2)))
                .build());
  }

  @Override
  public void getCheckpoint(
      GetCheckpointRequest request, StreamObserver<GetCheckpointResponse> response) {
    ledger.requests.add(request);
    answer(
        response,
        GetCheckpointResponse.newBuilder()
            .setCheckpoint(log.checkpoint(request.getSize()))
            .setVerifierKey(log.key().toString())
            .build());
  }

  @Override
  public void proveInclusion(
      ProveInclusionRequest request, StreamObserver<ProveInclusionResponse> response) {
    int leaf = (int) request.getRevision() - 1;
    var proof =
        ProveInclusionResponse.newBuilder()
            .setEvent(log.events().get(leaf))
            .setPreviousHash(
                leaf == 0 ? FakeLog.bytes(Hash.NONE) : log.events().get(leaf - 1).getHash());
    log.tree()
        .inclusion(leaf, request.getSize())
        .forEach(hash -> proof.addHashes(FakeLog.bytes(hash)));
    answer(response, proof.build());
  }

  @Override
  public void proveConsistency(
      ProveConsistencyRequest request, StreamObserver<ProveConsistencyResponse> response) {
    var proof = ProveConsistencyResponse.newBuilder().setToSize(request.getToSize());
    log.tree()
        .consistency(request.getFromSize(), request.getToSize())
        .forEach(hash -> proof.addHashes(FakeLog.bytes(hash)));
    answer(response, proof.build());
  }

  @Override
  public void exportEvents(
      ExportEventsRequest request, StreamObserver<ExportEventsResponse> response) {
    ledger.requests.add(request);
    response.onNext(ExportEventsResponse.newBuilder().setBeginning(log.beginning()).build());
    answer(response, ExportEventsResponse.newBuilder().addAllEvents(log.events()).build());
  }

  @Override
  public StreamObserver<ImportEventsRequest> importEvents(
      StreamObserver<ImportEventsResponse> response) {
    return new StreamObserver<>() {

      private StoredEvent last = StoredEvent.getDefaultInstance();

      @Override
      public void onNext(ImportEventsRequest request) {
        ledger.requests.add(request);
        if (request.getEventsCount() > 0) {
          last = request.getEventsList().getLast();
        }
      }

      @Override
      public void onError(Throwable gone) {}

      @Override
      public void onCompleted() {
        answer(
            response,
            ImportEventsResponse.newBuilder()
                .setRevision(last.getRevision())
                .setHash(last.getHash())
                .build());
      }
    };
  }

  @Override
  public void digestState(
      DigestStateRequest request, StreamObserver<DigestStateResponse> response) {
    ledger.requests.add(request);
    answer(
        response,
        DigestStateResponse.newBuilder()
            .setRevision(9)
            .setDigest(ByteString.copyFrom(new byte[] {1, (byte) 0xab}))
            .putCounts("network", 3)
            .putCounts("host", 1)
            .build());
  }

  @Override
  public void diff(DiffRequest request, StreamObserver<DiffResponse> response) {
    ledger.requests.add(request);
    Difference network =
        Difference.newBuilder()
            .setCategory("network")
            .setId("ab".repeat(32))
            .setName("shop")
            .setKind(DifferenceKind.DIFFERENCE_KIND_CHANGED)
            .addFields(FieldChange.newBuilder().setField("name").setBefore("web").setAfter("shop"))
            .addEvents(event(2).toBuilder().setReason("why"))
            .build();
    Difference host =
        Difference.newBuilder()
            .setCategory("host")
            .setId("h1")
            .setName("h1")
            .setKind(DifferenceKind.DIFFERENCE_KIND_REMOVED)
            .addFields(FieldChange.newBuilder().setField("name").setBefore("h1"))
            .build();
    var page = DiffResponse.newBuilder().setFromRevision(1).setToRevision(2);
    answer(
        response,
        (request.getPageToken().isEmpty()
                ? page.addDifferences(network).setNextPageToken("more")
                : page.addDifferences(host))
            .build());
  }

  @Override
  public void whoHad(WhoHadRequest request, StreamObserver<WhoHadResponse> response) {
    ledger.requests.add(request);
    Holding past =
        Holding.newBuilder()
            .setSandbox("web")
            .setNetwork("br0")
            .setHost("h1")
            .setFrom(event(1))
            .setTo(event(2))
            .setConnectedBy(event(1).toBuilder().setCorrelation("rq-1").setReason("why"))
            .setEndedBy(event(2).toBuilder().setActor("unix:bob"))
            .build();
    Holding now = past.toBuilder().setSandbox("db").clearTo().clearEndedBy().build();
    answer(
        response,
        WhoHadResponse.newBuilder().setRevision(9).addHoldings(past).addHoldings(now).build());
  }

  @Override
  public void verifyEvents(
      VerifyEventsRequest request, StreamObserver<VerifyEventsResponse> response) {
    ledger.requests.add(request);
    var at = VerifyEventsResponse.newBuilder().setToRevision(20_000);
    response.onNext(at.setRevision(10_000).build());
    at.setDone(true).setHash(ByteString.copyFrom(new byte[] {1, (byte) 0xab}));
    if (request.getFromRevision() == 7) {
      at.setDamage(Damage.newBuilder().setRevision(10_001).setMessage("revision 10001 is missing"));
    } else {
      at.setRevision(20_000);
    }
    answer(response, at.build());
  }

  @Override
  public void watchEvents(
      WatchEventsRequest request, StreamObserver<WatchEventsResponse> response) {
    ledger.requests.add(request);
    for (long revision = request.getAfterRevision() + 1; revision <= 2; revision++) {
      response.onNext(
          WatchEventsResponse.newBuilder().setRevision(revision).setEvent(event(revision)).build());
    }
    response.onCompleted();
  }
}
