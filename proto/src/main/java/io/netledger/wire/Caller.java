package io.netledger.wire;

import io.grpc.Context;

/**
 * Who is calling, as the connection itself tells: never as the request says.
 *
 * @param actor {@code unix:alice} by the peer's user id on a UNIX socket (its number when it has no
 *     name here), {@code loopback} on a loopback port
 * @param address {@code unix:pid=4711}, or {@code tcp:127.0.0.1:50000}
 */
public record Caller(String actor, String address) {

  static final Context.Key<Caller> KEY = Context.key("netledger.caller");

  private static final Caller NOBODY = new Caller("", "");

  /** Of the call that is being handled on this thread; both parts empty outside of a call. */
  public static Caller current() {
    Caller caller = KEY.get();
    return caller == null ? NOBODY : caller;
  }
}
