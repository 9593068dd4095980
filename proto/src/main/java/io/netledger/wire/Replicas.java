package io.netledger.wire;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a service is found that runs several times on one ledger: any replica will do. Printed as
 * it is parsed.
 *
 * @param addresses in the order in which they are tried; at least one, all of one kind
 */
public record Replicas(List<WireAddress> addresses) {

  /** A path may have a comma too, so only one before the next address counts. */
  private static final String SEPARATOR = ",(?=unix:|tcp:)";

  public Replicas {
    addresses = List.copyOf(addresses);
    if (addresses.stream().map(Object::getClass).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "\"" + words(addresses) + "\"; expected addresses of one kind: all unix: or all tcp:");
    }
  }

  /** The only one. */
  public static Replicas of(WireAddress address) {
    return new Replicas(List.of(address));
  }

  /**
   * Those that {@code word} spells: addresses as {@link WireAddress#parse} takes them, with commas
   * between.
   *
   * @throws IllegalArgumentException with the word and what was expected
   */
  public static Replicas parse(String word) {
    return new Replicas(Stream.of(word.split(SEPARATOR, -1)).map(WireAddress::parse).toList());
  }

  /** That which is tried first. */
  public WireAddress first() {
    return addresses.getFirst();
  }

  /** Whether they are called on TCP, and so with certificates. */
  public boolean isTcp() {
    return first() instanceof WireAddress.Tcp;
  }

  @Override
  public String toString() {
    return words(addresses);
  }

  private static String words(List<WireAddress> addresses) {
    return addresses.stream().map(WireAddress::toString).collect(Collectors.joining(","));
  }
}
