package io.netledger.cli.archive;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import io.netledger.proto.history.v1.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Stored events as CloudEvents 1.0 in JSON, and back without a loss.
 *
 * <p>Beside the extensions sequence (the revision, with zeros before it so that texts compare as
 * numbers do), correlation and authcontext there are attributes of our own for what else is hashed:
 * streamsequence, clientaddress, requestid, requestdigest, claimsrequest, reason; and hash. What is
 * empty is left out. The data is the message as it is stored, since only that has the hash.
 */
final class CloudEvents {

  private static final String VERSION = "1.0";
  private static final String PROTOBUF = "application/protobuf";
  private static final String DIGITS = "%019d";

  private CloudEvents() {}

  /**
   * @param service whose log it is of: the event's source
   */
  static JsonObject json(String service, StoredEvent event) {
    JsonObject json = new JsonObject();
    json.addProperty("specversion", VERSION);
    json.addProperty("id", "r" + event.getRevision());
    json.addProperty("source", service);
    json.addProperty("type", event.getType());
    json.addProperty("subject", event.getCategory() + "/" + event.getStream());
    json.addProperty(
        "time", Instant.EPOCH.plus(event.getTimeMicros(), ChronoUnit.MICROS).toString());
    json.addProperty("datacontenttype", PROTOBUF);
    json.addProperty("sequence", DIGITS.formatted(event.getRevision()));
    json.addProperty("streamsequence", DIGITS.formatted(event.getSequence()));
    json.addProperty("authtype", kind(event.getActor()));
    text(json, "authid", event.getActor());
    text(json, "clientaddress", event.getClientAddress());
    text(json, "requestid", event.getRequestId());
    text(json, "requestdigest", event.getRequestDigest());
    if (event.getClaimsRequest()) {
      json.addProperty("claimsrequest", true);
    }
    text(json, "correlationid", event.getCorrelation());
    text(json, "causationid", event.getCausation());
    text(json, "reason", event.getReason());
    json.addProperty("hash", HexFormat.of().formatHex(event.getHash().toByteArray()));
    json.addProperty(
        "data_base64", Base64.getEncoder().encodeToString(event.getPayload().toByteArray()));
    return json;
  }

  private static void text(JsonObject json, String name, String text) {
    if (!text.isEmpty()) {
      json.addProperty(name, text);
    }
  }

  /** What authcontext calls those whom we know. */
  private static String kind(String actor) {
    if (actor.startsWith("unix:") || actor.startsWith("cert:client/")) {
      return "user";
    }
    return actor.endsWith("-service") || actor.startsWith("cert:") ? "service_account" : "system";
  }

  /**
   * @throws RuntimeException if it is none of ours
   */
  static StoredEvent event(JsonObject json) {
    if (!text(json, "specversion").equals(VERSION)) {
      throw new IllegalArgumentException("specversion is not " + VERSION);
    }
    String subject = text(json, "subject");
    int slash = subject.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("subject \"" + subject + "\" is no CATEGORY/ID");
    }
    return StoredEvent.newBuilder()
        .setRevision(Long.parseLong(text(json, "sequence")))
        .setCategory(subject.substring(0, slash))
        .setStream(subject.substring(slash + 1))
        .setSequence(Long.parseLong(text(json, "streamsequence")))
        .setType(text(json, "type"))
        .setPayload(bytes(Base64.getDecoder().decode(text(json, "data_base64"))))
        .setTimeMicros(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text(json, "time"))))
        .setActor(text(json, "authid"))
        .setClientAddress(text(json, "clientaddress"))
        .setRequestId(text(json, "requestid"))
        .setRequestDigest(text(json, "requestdigest"))
        .setClaimsRequest(json.has("claimsrequest") && json.get("claimsrequest").getAsBoolean())
        .setCorrelation(text(json, "correlationid"))
        .setCausation(text(json, "causationid"))
        .setReason(text(json, "reason"))
        .setHash(bytes(HexFormat.of().parseHex(text(json, "hash"))))
        .build();
  }

  private static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value == null ? "" : value.getAsString();
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }
}
