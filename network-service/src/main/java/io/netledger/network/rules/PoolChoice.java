package io.netledger.network.rules;

import static java.util.stream.Collectors.joining;

import io.netledger.address.IpAddress;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.network.NetworkPool;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of a network's pools an endpoint takes its addresses of: one for each family, the first
 * that has one free.
 */
final class PoolChoice {

  private PoolChoice() {}

  static List<WantedAddress> of(
      List<NetworkPool> pools, Optional<IpAddress> v4, Optional<IpAddress> v6) {
    List<WantedAddress> wanted = new ArrayList<>();
    choose(pools.stream().filter(pool -> pool.subnet().isV4()).toList(), v4).ifPresent(wanted::add);
    choose(pools.stream().filter(pool -> !pool.subnet().isV4()).toList(), v6)
        .ifPresent(wanted::add);
    return List.copyOf(wanted);
  }

  /** The families of the pools that are wanted: true for IPv4. */
  static Set<Boolean> families(List<NetworkPool> pools, List<WantedAddress> wanted) {
    Set<String> chosen =
        wanted.stream().map(WantedAddress::poolId).collect(Collectors.toUnmodifiableSet());
    return pools.stream()
        .filter(pool -> chosen.contains(pool.id()))
        .map(pool -> pool.subnet().isV4())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<WantedAddress> choose(
      List<NetworkPool> family, Optional<IpAddress> address) {
    return address.isPresent()
        ? Optional.of(wanted(holding(family, address.get()), address))
        : family.stream().findFirst().map(pool -> any(pool, family.subList(1, family.size())));
  }

  private static NetworkPool holding(List<NetworkPool> family, IpAddress address) {
    if (!family.isEmpty() && family.stream().noneMatch(NetworkPool::named)) {
      throw new Rejection(
          Reason.ADDRESS_NEEDS_SUBNET,
          "address %s can be asked for only when connecting to networks with user configured subnets"
              .formatted(address));
    }
    return family.stream()
        .filter(pool -> pool.subnet().contains(address))
        .findFirst()
        .orElseThrow(() -> outside(family, address));
  }

  private static Rejection outside(List<NetworkPool> family, IpAddress address) {
    String subnets = family.stream().map(pool -> pool.subnet().toString()).collect(joining(", "));
    return new Rejection(
        Reason.ADDRESS_OUT_OF_RANGE,
        family.isEmpty()
            ? "the network has no subnet of the family of " + address
            : "address " + address + " is not in " + subnets);
  }

  private static WantedAddress any(NetworkPool pool, List<NetworkPool> others) {
    return new WantedAddress(
        pool.id(),
        Optional.empty(),
        pool.gateway(),
        others.stream()
            .map(other -> new WantedAddress.Other(other.id(), other.gateway()))
            .toList());
  }

  private static WantedAddress wanted(NetworkPool pool, Optional<IpAddress> address) {
    return new WantedAddress(pool.id(), address, pool.gateway());
  }
}
