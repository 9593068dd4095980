package io.netledger.proof;

import io.netledger.proto.history.v1.StoredEvent;
import java.nio.ByteBuffer;

/**
 * An event as it is hashed: all that is stored of it.
 *
 * @param stream id of the stream, without its category
 * @param type full name of the payload's message
 * @param micros when it was stored, since 1970-01-01T00:00:00Z
 * @param claimsRequest whether a retry with the request id is answered with this event
 */
public record LogEntry(
    long revision,
    String category,
    String stream,
    long sequence,
    String type,
    ByteBuffer payload,
    long micros,
    String actor,
    String clientAddress,
    String requestId,
    String requestDigest,
    boolean claimsRequest,
    String correlation,
    String causation,
    String reason) {

  /** What is hashed of an event on the wire. */
  public static LogEntry of(StoredEvent event) {
    return new LogEntry(
        event.getRevision(),
        event.getCategory(),
        event.getStream(),
        event.getSequence(),
        event.getType(),
        event.getPayload().asReadOnlyByteBuffer(),
        event.getTimeMicros(),
        event.getActor(),
        event.getClientAddress(),
        event.getRequestId(),
        event.getRequestDigest(),
        event.getClaimsRequest(),
        event.getCorrelation(),
        event.getCausation(),
        event.getReason());
  }
}
