package io.netledger.eventstore;

import io.netledger.proof.EventHash;
import io.netledger.proof.Hash;
import io.netledger.proof.LogEntry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Hashes events as {@link EventHash} says. Not for several threads at once. */
final class HashChain {

  private final EventHash hash = new EventHash();

  Hash hash(
      long revision,
      StreamId stream,
      long sequence,
      Payload payload,
      Metadata metadata,
      Hash previous) {
    return hash.of(entry(revision, stream, sequence, payload, metadata), previous);
  }

  /** The hash that {@code event} should have. */
  Hash hash(Recorded event) {
    return hash(
        event.revision(),
        event.stream(),
        event.sequence(),
        event.payload(),
        event.metadata(),
        event.previousHash());
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static LogEntry entry(
      long revision, StreamId stream, long sequence, Payload payload, Metadata metadata) {
    Origin origin = metadata.origin();
    return new LogEntry(
        revision,
        stream.category(),
        stream.id(),
        sequence,
        payload.type(),
        ByteBuffer.wrap(payload.bytes()),
        micros(metadata.time()),
        origin.actor(),
        origin.clientAddress(),
        origin.requestId(),
        origin.requestDigest(),
        metadata.claimsRequest(),
        origin.correlation(),
        origin.causation(),
        origin.reason());
  }
}
