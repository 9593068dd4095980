package io.netledger.eventstore.rpc;

import com.google.protobuf.ByteString;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Metadata;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Payload;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StreamId;
import io.netledger.proof.Hash;
import io.netledger.proto.history.v1.StoredEvent;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Events with all that is stored of them, in the contract's words and back. */
final class StoredEvents {

  private StoredEvents() {}

  static StoredEvent words(Recorded event) {
    Origin origin = event.metadata().origin();
    return StoredEvent.newBuilder()
        .setRevision(event.revision())
        .setCategory(event.stream().category())
        .setStream(event.stream().id())
        .setSequence(event.sequence())
        .setType(event.payload().type())
        .setPayload(ByteString.copyFrom(event.payload().bytes()))
        .setTimeMicros(ChronoUnit.MICROS.between(Instant.EPOCH, event.metadata().time()))
        .setActor(origin.actor())
        .setClientAddress(origin.clientAddress())
        .setRequestId(origin.requestId())
        .setRequestDigest(origin.requestDigest())
        .setClaimsRequest(event.metadata().claimsRequest())
        .setCorrelation(origin.correlation())
        .setCausation(origin.causation())
        .setReason(origin.reason())
        .setHash(bytes(event.hash()))
        .build();
  }

  /**
   * The event after the one with the hash {@code previous}.
   *
   * @throws Rejection EVENT_DAMAGED if its hash or its stream is none
   */
  static Recorded recorded(StoredEvent words, Hash previous) {
    Origin origin =
        new Origin(
            words.getActor(),
            words.getClientAddress(),
            words.getRequestId(),
            words.getRequestDigest(),
            words.getCorrelation(),
            words.getCausation(),
            words.getReason());
    return new Recorded(
        words.getRevision(),
        stream(words),
        words.getSequence(),
        new Payload(words.getType(), words.getPayload().toByteArray()),
        new Metadata(
            Instant.EPOCH.plus(words.getTimeMicros(), ChronoUnit.MICROS),
            origin,
            words.getClaimsRequest()),
        previous,
        hash(words));
  }

  private static StreamId stream(StoredEvent words) {
    try {
      return new StreamId(words.getCategory(), words.getStream());
    } catch (IllegalArgumentException e) {
      throw new Rejection(
          Reason.EVENT_DAMAGED,
          "revision %s: %s".formatted(Long.toUnsignedString(words.getRevision()), e.getMessage()));
    }
  }

  private static Hash hash(StoredEvent words) {
    if (words.getHash().size() != Hash.LENGTH) {
      throw new Rejection(
          Reason.EVENT_DAMAGED,
          "the hash of revision %s has %d bytes; expected %d"
              .formatted(
                  Long.toUnsignedString(words.getRevision()), words.getHash().size(), Hash.LENGTH));
    }
    return new Hash(words.getHash().toByteArray());
  }

  static ByteString bytes(Hash hash) {
    return ByteString.copyFrom(hash.bytes());
  }

  static List<ByteString> bytes(List<Hash> hashes) {
    return hashes.stream().map(StoredEvents::bytes).toList();
  }

  /** The hash of a revision of the log; of revision 0 that before the first. */
  static Hash hashOf(EventLog log, long revision) {
    return revision == 0 ? Hash.NONE : stored(log, revision).hash();
  }

  /**
   * A revision that is not after the log's head.
   *
   * @throws Rejection LOG_DAMAGED if it is not there all the same
   */
  static Recorded stored(EventLog log, long revision) {
    return log.at(List.of(revision)).stream()
        .findFirst()
        .orElseThrow(
            () -> new Rejection(Reason.LOG_DAMAGED, "revision " + revision + " is missing"));
  }
}
