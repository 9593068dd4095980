package io.netledger.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How an event is hashed, so that anyone can check it. The hash of an event is SHA-256 over, in
 * this order and without anything in between:
 *
 * <ol>
 *   <li>revision, sequence, and the time in microseconds since 1970-01-01T00:00:00Z: eight bytes
 *       each, big endian;
 *   <li>one byte, 1 if the event claims its request id, else 0;
 *   <li>category, id of the stream, type, payload, actor, client address, request id, request
 *       digest, correlation, causation, reason: each as four bytes of length, big endian, and the
 *       bytes, UTF-8 for strings;
 *   <li>the hash of the revision before, 32 bytes, all zero for revision 1.
 * </ol>
 *
 * <p>The lengths keep one field from flowing into the next.
 */
final class HashChain {

  private final MessageDigest sha256;
  private final ByteBuffer numbers = ByteBuffer.allocate(3 * Long.BYTES + 1);
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  HashChain() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  Hash hash(
      long revision,
      StreamId stream,
      long sequence,
      Payload payload,
      Metadata metadata,
      Hash previous) {
    Origin origin = metadata.origin();
    numbers.clear();
    numbers.putLong(revision).putLong(sequence).putLong(micros(metadata.time()));
    numbers.put((byte) (metadata.claimsRequest() ? 1 : 0));
    sha256.update(numbers.array());
    update(stream.category());
    update(stream.id());
    update(payload.type());
    update(payload.bytes());
    update(origin.actor());
    update(origin.clientAddress());
    update(origin.requestId());
    update(origin.requestDigest());
    update(origin.correlation());
    update(origin.causation());
    update(origin.reason());
    return new Hash(sha256.digest(previous.bytes()));
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

  private void update(String text) {
    update(text.getBytes(StandardCharsets.UTF_8));
  }

  private void update(byte[] bytes) {
    sha256.update(length.clear().putInt(bytes.length).array());
    sha256.update(bytes);
  }
}
