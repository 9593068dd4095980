package io.netledger.network;

/** What tells a client whether a thing has changed since it looked. */
public final class Etag {

  private static final int DIGITS = 8;

  private Etag() {}

  /**
   * The etag of a thing. It has the beginning of the id in it: a namesake made later has another.
   *
   * @param sequence of the last event of its stream
   */
  public static String of(String id, long sequence) {
    return id.substring(0, Math.min(DIGITS, id.length())) + "-" + sequence;
  }
}
