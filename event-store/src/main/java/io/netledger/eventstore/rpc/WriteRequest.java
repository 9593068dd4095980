package io.netledger.eventstore.rpc;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.netledger.eventstore.Origin;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Caller;
import io.netledger.wire.Correlation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What all requests that change something have in common, read from the fields that have the same
 * name in each.
 *
 * @param method full name of the call
 * @param id the request's id; made here when the client gave none
 * @param digest over the method and all that the request asks for
 * @param validateOnly nothing is to be stored
 * @param reason the client's words
 */
record WriteRequest(String method, String id, String digest, boolean validateOnly, String reason) {

  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final int LONGEST_REASON = 1_024;
  private static final int LONGEST_NAME = 128;

  /** Fields of requests that name things. */
  private static final List<String> NAMING =
      List.of(
          "network",
          "sandbox",
          "service",
          "endpoint",
          "host",
          "name",
          "donor",
          "pool_id",
          "holder",
          "address",
          "ipv4_address",
          "ipv6_address",
          "mac_address");

  /** A retry may differ in these and is still the same request. */
  private static final List<String> NOT_ASKED_FOR = List.of("request_id", "reason", "wait");

  /**
   * What {@code request} says.
   *
   * @throws Rejection if the request id or the reason is not as the contract says
   */
  static WriteRequest of(String method, Message request) {
    String id = text(request, "request_id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "request_id has %d characters; expected 1 to 128 of printable ASCII without blanks"
              .formatted(id.length()));
    }
    String reason = text(request, "reason");
    if (reason.length() > LONGEST_REASON) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "reason has %d characters; expected at most %d"
              .formatted(reason.length(), LONGEST_REASON));
    }
    return new WriteRequest(
        method,
        id.isEmpty() ? UUID.randomUUID().toString() : id,
        digest(method, request),
        field(request, "validate_only") instanceof Boolean only && only,
        reason);
  }

  /** By the caller of the call that is being handled. */
  Origin origin() {
    Caller caller = Caller.current();
    String correlation = Correlation.current().orElse(id);
    return new Origin(caller.actor(), caller.address(), id, digest, correlation, "", reason);
  }

  /** The things that {@code request} names, by its fields. */
  static Map<String, String> named(Message request) {
    Map<String, String> named = new HashMap<>();
    for (String name : NAMING) {
      String word = text(request, name);
      if (!word.isEmpty()) {
        named.put(name, word.substring(0, Math.min(LONGEST_NAME, word.length())));
      }
    }
    return named;
  }

  private static String text(Message request, String name) {
    return field(request, name) instanceof String text ? text : "";
  }

  private static Object field(Message request, String name) {
    FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
    return field == null ? "" : request.getField(field);
  }

  private static String digest(String method, Message request) {
    Message.Builder asked = request.toBuilder();
    for (String name : NOT_ASKED_FOR) {
      FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
      if (field != null) {
        asked.clearField(field);
      }
    }
    try (var digest =
        new DigestOutputStream(
            OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      digest.write(method.getBytes(StandardCharsets.UTF_8));
      digest.write(0);
      CodedOutputStream out = CodedOutputStream.newInstance(digest);
      out.useDeterministicSerialization();
      asked.build().writeTo(out);
      out.flush();
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
