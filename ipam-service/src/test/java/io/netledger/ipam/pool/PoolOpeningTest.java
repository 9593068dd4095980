package io.netledger.ipam.pool;

import static io.netledger.ipam.Story.given;
import static io.netledger.ipam.pool.Pools.OPENED;
import static io.netledger.ipam.pool.Pools.POOL;
import static io.netledger.ipam.pool.Pools.at;
import static io.netledger.ipam.pool.Pools.ip;
import static io.netledger.ipam.pool.Pools.open;
import static io.netledger.ipam.pool.Pools.opened;
import static io.netledger.refusal.Reason.ADDRESSES_EXHAUSTED;
import static io.netledger.refusal.Reason.ADDRESS_OUT_OF_RANGE;
import static io.netledger.refusal.Reason.SUBNET_OVERLAPS;

import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.PoolWish.Gateway;
import io.netledger.refusal.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pool that is opened … */
class PoolOpeningTest {

  @Test
  void hasTheFirstAddressOfItsRangeAsGateway() {
    given(POOL)
        .when(open("10.0.0.0/24", "10.0.0.128/25", new Gateway.Any(), Map.of()))
        .then(opened("10.0.0.0/24", "10.0.0.128/25", "10.0.0.128", Map.of()));
  }

  @Test
  void takesAsGatewayWhatNoAuxiliaryAddressIs() {
    var auxiliary = Map.of("a", ip("10.0.0.1"), "b", ip("10.0.0.2"));
    given(POOL)
        .when(open("10.0.0.0/24", "10.0.0.0/24", new Gateway.Any(), auxiliary))
        .then(opened("10.0.0.0/24", "10.0.0.0/24", "10.0.0.3", auxiliary));
  }

  @Test
  void opensWithoutAGateway() {
    given(POOL)
        .when(open("10.0.0.0/24", "10.0.0.0/24", new Gateway.None(), Map.of()))
        .then(opened("10.0.0.0/24", "10.0.0.0/24", null, Map.of()));
  }

  @Test
  void mayHaveItsGatewayOutsideItsRange() {
    given(POOL)
        .when(open("10.0.0.0/24", "10.0.0.128/25", at("10.0.0.1"), Map.of()))
        .then(opened("10.0.0.0/24", "10.0.0.128/25", "10.0.0.1", Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/24, 10.0.1.1, ADDRESS_OUT_OF_RANGE",
    "10.0.0.0/24, fd00::1, ADDRESS_OUT_OF_RANGE",
    "10.0.0.0/24, 10.0.0.0, ADDRESS_RESERVED",
    "10.0.0.0/24, 10.0.0.255, ADDRESS_RESERVED",
    "10.0.0.0/24, 10.0.0.9, ADDRESS_IN_USE",
    "fd00::/64, fd00::, ADDRESS_RESERVED",
  })
  void refusesAGateway(String subnet, String gateway, Reason reason) {
    Map<String, IpAddress> auxiliary =
        subnet.startsWith("10") ? Map.of("nine", ip("10.0.0.9")) : Map.of();
    given(POOL)
        .when(open(subnet, subnet, at(gateway), auxiliary))
        .thenRejected(reason, "gateway", gateway);
  }

  @Test
  void refusesAnAuxiliaryAddressOutsideItsSubnetByName() {
    given(POOL)
        .when(open("10.0.0.0/24", "10.0.0.0/24", new Gateway.Any(), Map.of("nas", ip("10.0.1.9"))))
        .thenRejected(ADDRESS_OUT_OF_RANGE, "nas", "10.0.1.9", "10.0.0.0/24");
  }

  @Test
  void refusesToOpenWithoutAnAddressForItsGateway() {
    given(POOL)
        .when(open("10.0.0.0/30", "10.0.0.0/32", new Gateway.Any(), Map.of()))
        .thenRejected(ADDRESSES_EXHAUSTED, "10.0.0.0/32", "gateway");
  }

  @Test
  void isTheSameForTheOwnerWhoAsksAgain() {
    var auxiliary = Map.of("router", ip("10.0.0.5"));
    given(POOL, OPENED)
        .when(open("10.0.0.0/29", "10.0.0.0/29", new Gateway.Any(), auxiliary))
        .thenNothing();
    given(POOL, OPENED)
        .when(open("10.0.0.0/29", "10.0.0.0/29", at("10.0.0.1"), auxiliary))
        .thenNothing();
  }

  @Test
  void refusesItsOwnerAnotherGateway() {
    given(POOL, OPENED)
        .when(open("10.0.0.0/29", "10.0.0.0/29", at("10.0.0.2"), Map.of("router", ip("10.0.0.5"))))
        .thenRejected(SUBNET_OVERLAPS, "10.0.0.1");
  }
}
