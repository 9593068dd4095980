package io.netledger.network.rpc;

import io.grpc.ManagedChannel;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.history.v1.DigestStateRequest;
import io.netledger.proto.history.v1.DigestStateResponse;
import io.netledger.proto.history.v1.ExportBeginning;
import io.netledger.proto.history.v1.ExportEventsRequest;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.netledger.proto.history.v1.ImportEventsRequest;
import io.netledger.proto.history.v1.ImportEventsResponse;
import io.netledger.proto.history.v1.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An exported log, or a part of one. */
record Archive(ExportBeginning beginning, List<StoredEvent> events) {

  private static final long LIMIT_SECONDS = 30;

  static HistoryServiceBlockingStub history(ManagedChannel line) {
    return HistoryServiceGrpc.newBlockingStub(line)
        .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The events after {@code from} up to {@code to}. */
  static Archive of(HistoryServiceBlockingStub history, long from, long to) {
    var answers =
        history.exportEvents(
            ExportEventsRequest.newBuilder().setFrom(at(from)).setTo(at(to)).build());
    ExportBeginning beginning = answers.next().getBeginning();
    List<StoredEvent> events = new ArrayList<>();
    answers.forEachRemaining(answer -> events.addAll(answer.getEventsList()));
    return new Archive(beginning, events);
  }

  /** Sends the events, seven at once. */
  static ImportEventsResponse send(ManagedChannel line, List<StoredEvent> events) {
    try {
      var call =
          HistoryServiceGrpc.newBlockingV2Stub(line)
              .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
              .importEvents();
      boolean open = true;
      for (int i = 0; i < events.size() && open; i += 7) {
        List<StoredEvent> some = events.subList(i, Math.min(events.size(), i + 7));
        open = call.write(ImportEventsRequest.newBuilder().addAllEvents(some).build());
      }
      call.halfClose();
      ImportEventsResponse answer = call.read();
      return answer == null ? ImportEventsResponse.getDefaultInstance() : answer;
    } catch (StatusException e) {
      throw new StatusRuntimeException(e.getStatus(), e.getTrailers());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static DigestStateResponse digest(HistoryServiceBlockingStub history, long revision) {
    return history.digestState(DigestStateRequest.newBuilder().setAsOf(at(revision)).build());
  }

  private static AsOf at(long revision) {
    return AsOf.newBuilder().setRevision(revision).build();
  }
}
