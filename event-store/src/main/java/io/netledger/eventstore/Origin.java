package io.netledger.eventstore;

/**
 * Who wants something, and why. Stored with every event it causes; every part may be empty.
 *
 * @param actor who: "unix:1000", "cert:CN=alice"
 * @param clientAddress where the call came from
 * @param requestId the caller's own id of this request; {@link Streams#append} does it once
 * @param requestDigest a digest of what the request asks for, to tell a retry from another request
 *     with the same id
 * @param correlation what all events of one business transaction share
 * @param causation what led directly to this, for example the revision of an event
 * @param reason the caller's words
 */
public record Origin(
    String actor,
    String clientAddress,
    String requestId,
    String requestDigest,
    String correlation,
    String causation,
    String reason) {

  /** Nothing but the actor. */
  public static Origin of(String actor) {
    return new Origin(actor, "", "", "", "", "", "");
  }

  /** The same with {@code causation} as the direct cause. */
  public Origin causedBy(String cause) {
    return new Origin(actor, clientAddress, requestId, requestDigest, correlation, cause, reason);
  }
}
