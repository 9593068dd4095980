package io.netledger.wire;

import io.grpc.Context;
import io.netledger.identity.Identity;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is calling, as the connection itself tells: never as the request says.
 *
 * @param actor {@code unix:alice} by the peer's user id on a UNIX socket (its number when it has no
 *     name here), {@code cert:client/alice} by its certificate on TCP, {@code anonymous} where none
 *     is asked for
 * @param address {@code unix:pid=4711}, or {@code tcp:192.0.2.1:50000}
 * @param identity whom its certificate names; empty: it has shown none
 * @param expires when its certificate does
 */
public record Caller(String actor, String address, Optional<Identity> identity, Instant expires) {

  static final Context.Key<Caller> KEY = Context.key("netledger.caller");

  private static final Caller NOBODY = new Caller("", "");

  /** One without a certificate. */
  public Caller(String actor, String address) {
    this(actor, address, Optional.empty(), Instant.MAX);
  }

  static Caller of(Identity identity, String address, Instant expires) {
    return new Caller("cert:" + identity, address, Optional.of(identity), expires);
  }

  /** Of the call that is being handled on this thread; both parts empty outside of a call. */
  public static Caller current() {
    Caller caller = KEY.get();
    return caller == null ? NOBODY : caller;
  }

  /**
   * To be asked again in a call that goes on for long: a connection outlives the certificate that
   * it began with.
   *
   * @throws Rejection CERTIFICATE_EXPIRED
   */
  public void checkStillValid(Instant now) {
    if (now.isAfter(expires)) {
      throw new Rejection(
          Reason.CERTIFICATE_EXPIRED,
          "the certificate of " + actor + " has expired at " + expires + "; expected a newer one");
    }
  }
}
