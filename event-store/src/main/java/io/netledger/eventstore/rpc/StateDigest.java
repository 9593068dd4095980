package io.netledger.eventstore.rpc;

import com.google.protobuf.ByteString;
import io.netledger.proto.history.v1.DigestStateResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A digest of things and their fields, in whatever order they come. A thing is hashed as its kind,
 * its id, and the names and values of its fields by their names, each with a zero byte after it,
 * which no text in PostgreSQL has; the digest is over those hashes, in the order of kinds and ids.
 */
public final class StateDigest {

  private final MessageDigest sha256;
  private final SortedMap<String, byte[]> things = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  public StateDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** There is such a thing. */
  public void add(String kind, String id, SortedMap<String, String> fields) {
    update(kind);
    update(id);
    fields.forEach((name, value) -> {
      update(name);
      update(value);
    });
    things.put(kind + "\0" + id, sha256.digest());
    counts.merge(kind, 1L, Long::sum);
  }

  /** That there is nothing else. */
  public DigestStateResponse at(long revision) {
    things.values().forEach(sha256::update);
    return DigestStateResponse.newBuilder()
        .setRevision(revision)
        .setDigest(ByteString.copyFrom(sha256.digest()))
        .putAllCounts(counts)
        .build();
  }

  private void update(String word) {
    sha256.update(word.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
  }
}
