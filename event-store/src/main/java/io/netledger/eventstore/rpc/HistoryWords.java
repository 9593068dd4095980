package io.netledger.eventstore.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.netledger.eventstore.Recorded;
import io.netledger.proto.history.v1.Event;
import java.time.Instant;

/** A stored event in the contract's words. */
public final class HistoryWords {

  private static final String TYPE_URL = "type.googleapis.com/";

  private final Summaries summaries;

  public HistoryWords(Summaries summaries) {
    this.summaries = summaries;
  }

  public Event event(Recorded event) {
    var origin = event.metadata().origin();
    return Event.newBuilder()
        .setRevision(event.revision())
        .setTime(timestamp(event.metadata().time()))
        .setStream(event.stream().toString())
        .setSequence(event.sequence())
        .setType(event.payload().type())
        .setPayload(
            Any.newBuilder()
                .setTypeUrl(TYPE_URL + event.payload().type())
                .setValue(ByteString.copyFrom(event.payload().bytes())))
        .setActor(origin.actor())
        .setClientAddress(origin.clientAddress())
        .setRequestId(event.metadata().claimsRequest() ? origin.requestId() : "")
        .setCorrelation(origin.correlation())
        .setCausation(origin.causation())
        .setReason(origin.reason())
        .setHash(ByteString.copyFrom(event.hash().bytes()))
        .setSummary(summaries.summary(event))
        .build();
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
