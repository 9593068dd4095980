package io.netledger.ipam.pool;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * Who holds which address of a pool, and which one is next. Immutable; its size follows what is
 * held, not the subnet.
 *
 * <p>The next address is the first free one after the one chosen last, and after the last of the
 * range the first again. One that was released lately waits until nothing else is free, then the
 * one that was released first goes first: connections and caches of its last holder have had time
 * to end.
 */
public final class Addresses {

  /** How many released addresses are remembered: a few, so that a pool's cost stays its leases. */
  static final int RESTING = 32;

  private final boolean v4;
  private final TreePMap<IpAddress, String> holders;
  private final HashPMap<String, IpAddress> addresses;

  private final Reservations reservations;

  /** Held, reserved, or never to be given out. */
  private final Runs taken;

  private final @Nullable BigInteger lastChosen;

  /** Released lately and free since, the earliest first. */
  private final List<BigInteger> resting;

  private Addresses(
      boolean v4,
      TreePMap<IpAddress, String> holders,
      HashPMap<String, IpAddress> addresses,
      Reservations reservations,
      Runs taken,
      @Nullable BigInteger lastChosen,
      List<BigInteger> resting) {
    this.v4 = v4;
    this.holders = holders;
    this.addresses = addresses;
    this.reservations = reservations;
    this.taken = taken;
    this.lastChosen = lastChosen;
    this.resting = resting;
  }

  /** Nothing is held; {@code reserved} never will be. */
  static Addresses none(boolean v4, Collection<IpAddress> reserved) {
    Runs taken = Runs.NONE;
    for (IpAddress address : reserved) {
      taken = taken.plus(address.value());
    }
    return new Addresses(
        v4, TreePMap.empty(), HashTreePMap.empty(), Reservations.NONE, taken, null, List.of());
  }

  Addresses with(IpAddress address, String holder, boolean chosen) {
    BigInteger number = address.value();
    return new Addresses(
        v4,
        holders.plus(address, holder),
        addresses.plus(holder, address),
        reservations,
        taken.plus(number),
        chosen ? number : lastChosen,
        resting.contains(number) ? without(resting, number) : resting);
  }

  Addresses without(IpAddress address) {
    String holder = holders.get(address);
    if (holder == null) {
      throw new IllegalStateException(address + " is released but nobody holds it");
    }
    boolean kept = reservations.has(address);
    return new Addresses(
        v4,
        holders.minus(address),
        addresses.minus(holder),
        reservations,
        kept ? taken : taken.minus(address.value()),
        lastChosen,
        kept ? resting : resting(address));
  }

  private List<BigInteger> resting(IpAddress address) {
    List<BigInteger> rest = new ArrayList<>(resting);
    rest.add(address.value());
    if (rest.size() > RESTING) {
      rest.removeFirst();
    }
    return List.copyOf(rest);
  }

  /** The address is kept for the sandbox, or for nobody, from its release on. */
  Addresses reserved(IpAddress address, Optional<String> sandbox) {
    BigInteger number = address.value();
    return new Addresses(
        v4,
        holders,
        addresses,
        reservations.with(address, sandbox),
        taken.plus(number),
        lastChosen,
        resting.contains(number) ? without(resting, number) : resting);
  }

  /** The address is kept no more; who holds it keeps it. */
  Addresses unreserved(IpAddress address) {
    return new Addresses(
        v4,
        holders,
        addresses,
        reservations.without(address),
        holders.containsKey(address) ? taken : taken.minus(address.value()),
        lastChosen,
        resting);
  }

  public Reservations reservations() {
    return reservations;
  }

  /** How many addresses of {@code range} are reserved and held by nobody. */
  public long keptIn(Cidr range) {
    return reservations.in(range).keySet().stream()
        .filter(address -> !holders.containsKey(address))
        .count();
  }

  public Optional<String> holderOf(IpAddress address) {
    return Optional.ofNullable(holders.get(address));
  }

  public Optional<IpAddress> addressOf(String holder) {
    return Optional.ofNullable(addresses.get(holder));
  }

  /** Who holds what, numerically by address. */
  public NavigableMap<IpAddress, String> held() {
    return holders;
  }

  /** How many are held. */
  public int count() {
    return holders.size();
  }

  /** How many addresses of {@code range} are held. */
  public int countIn(Cidr range) {
    return holders.subMap(range.first(), true, range.last(), true).size();
  }

  /** The address of {@code range} to give out next, taken neither here nor in {@code others}. */
  Optional<IpAddress> next(Cidr range, List<Addresses> others) {
    List<Runs> all =
        Stream.concat(Stream.of(this), others.stream()).map(pool -> pool.taken).toList();
    BigInteger first = range.first().value();
    BigInteger last = range.last().value();
    BigInteger start = lastChosen == null ? first : lastChosen.add(BigInteger.ONE).max(first);
    return firstFree(start, last, all, resting)
        .or(() -> firstFree(first, last, all, resting))
        .or(() -> longestReleased(first, last, all))
        .map(number -> IpAddress.of(v4, number));
  }

  private Optional<BigInteger> longestReleased(BigInteger first, BigInteger last, List<Runs> all) {
    return resting.stream()
        .filter(number -> number.compareTo(first) >= 0 && number.compareTo(last) <= 0)
        .filter(number -> all.stream().noneMatch(runs -> runs.contains(number)))
        .findFirst();
  }

  /** Jumps from run to run until a number is in none of them. */
  private static Optional<BigInteger> firstFree(
      BigInteger from, BigInteger to, List<Runs> all, Collection<BigInteger> resting) {
    BigInteger number = from;
    while (number.compareTo(to) <= 0) {
      BigInteger past = number;
      for (Runs runs : all) {
        past = runs.firstMissingFrom(past);
      }
      while (resting.contains(past)) {
        past = past.add(BigInteger.ONE);
      }
      if (past.equals(number)) {
        return Optional.of(number);
      }
      number = past;
    }
    return Optional.empty();
  }

  private static List<BigInteger> without(List<BigInteger> numbers, BigInteger number) {
    return numbers.stream().filter(other -> !other.equals(number)).toList();
  }
}
