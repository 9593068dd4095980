package io.netledger.eventstore;

import java.util.Arrays;

/**
 * An event in its stored form. The bytes are not copied: who gives or takes them does not change
 * them.
 */
public final class Payload {

  private final String type;
  private final byte[] bytes;

  /**
   * @param type the full name of the protobuf message, "netledger.events.v1.PoolEvent"
   * @param bytes the message, serialized
   */
  public Payload(String type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  public String type() {
    return type;
  }

  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload that
        && type.equals(that.type)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return type + "[" + bytes.length + " bytes]";
  }
}
