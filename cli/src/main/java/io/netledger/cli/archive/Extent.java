package io.netledger.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.netledger.proof.Hash;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Which events of a log a file has, and what is needed to check them.
 *
 * @param service whose log: "network-service"
 * @param from they come after this revision
 * @param to the last of them
 * @param fromHash hash of {@code from}
 * @param toHash hash of {@code to}
 * @param peaks of the tree over the events up to {@code from}
 * @param root of the tree over the events up to {@code to}
 * @param checkpoint of that tree, signed; empty: it was not
 */
public record Extent(
    String service,
    long from,
    long to,
    Hash fromHash,
    Hash toHash,
    List<Hash> peaks,
    Hash root,
    String checkpoint) {

  public Extent {
    peaks = List.copyOf(peaks);
  }

  /** How many events. */
  public long events() {
    return to - from;
  }

  /** "r1 to r20", or that there are none. */
  public String range() {
    return events() == 0 ? "none after r" + from : "r" + (from + 1) + " to r" + to;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("source", service);
    json.addProperty("from", from);
    json.addProperty("to", to);
    json.addProperty("fromhash", fromHash.toString());
    json.addProperty("tohash", toHash.toString());
    JsonArray hashes = new JsonArray();
    peaks.forEach(peak -> hashes.add(peak.toString()));
    json.add("peaks", hashes);
    json.addProperty("root", root.toString());
    json.addProperty("checkpoint", checkpoint);
    return json;
  }

  /**
   * @throws RuntimeException if it is none
   */
  static Extent of(JsonObject json) {
    return new Extent(
        json.get("source").getAsString(),
        json.get("from").getAsLong(),
        json.get("to").getAsLong(),
        hash(json.get("fromhash")),
        hash(json.get("tohash")),
        StreamSupport.stream(json.getAsJsonArray("peaks").spliterator(), false)
            .map(Extent::hash)
            .toList(),
        hash(json.get("root")),
        json.get("checkpoint").getAsString());
  }

  private static Hash hash(JsonElement json) {
    return new Hash(HexFormat.of().parseHex(json.getAsString()));
  }
}
