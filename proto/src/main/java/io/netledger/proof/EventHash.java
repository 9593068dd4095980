package io.netledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

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
 * <p>The lengths keep one field from flowing into the next. Not for several threads at once.
 */
public final class EventHash {

  private final MessageDigest sha256 = Hash.sha256();
  private final ByteBuffer numbers = ByteBuffer.allocate(3 * Long.BYTES + 1);
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  /** The hash that {@code entry} has after the event with {@code previous}. */
  public Hash of(LogEntry entry, Hash previous) {
    numbers.clear();
    numbers.putLong(entry.revision()).putLong(entry.sequence()).putLong(entry.micros());
    numbers.put((byte) (entry.claimsRequest() ? 1 : 0));
    sha256.update(numbers.array());
    update(entry.category());
    update(entry.stream());
    update(entry.type());
    update(entry.payload().duplicate());
    update(entry.actor());
    update(entry.clientAddress());
    update(entry.requestId());
    update(entry.requestDigest());
    update(entry.correlation());
    update(entry.causation());
    update(entry.reason());
    return new Hash(sha256.digest(previous.bytes()));
  }

  private void update(String text) {
    update(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void update(ByteBuffer bytes) {
    sha256.update(length.clear().putInt(bytes.remaining()).array());
    sha256.update(bytes);
  }
}
