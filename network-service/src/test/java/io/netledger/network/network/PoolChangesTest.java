package io.netledger.network.network;

import static io.netledger.network.Story.given;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.network.NetworkCommand.ConfirmAddedPool;
import io.netledger.network.network.NetworkCommand.ConfirmWidenedPool;
import io.netledger.network.network.NetworkCommand.FailPoolChange;
import io.netledger.network.network.NetworkCommand.RemoveNetwork;
import io.netledger.network.network.NetworkCommand.RequestRange;
import io.netledger.network.network.NetworkCommand.RequestSubnet;
import io.netledger.network.network.NetworkEvent.NetworkCreated;
import io.netledger.network.network.NetworkEvent.NetworkPoolAdded;
import io.netledger.network.network.NetworkEvent.NetworkPoolRefused;
import io.netledger.network.network.NetworkEvent.NetworkPoolWidened;
import io.netledger.network.network.NetworkEvent.NetworkRequested;
import io.netledger.network.network.NetworkEvent.RangeRequested;
import io.netledger.network.network.NetworkEvent.SubnetRequested;
import io.netledger.refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A network that is there gets subnets … */
class PoolChangesTest {

  private static final NetworkDecider NETWORK = new NetworkDecider();
  private static final NetworkRequested REQUESTED = requested(DriverOptions.Bridge.PLAIN);
  private static final NetworkPool FIRST = pool("p1", "192.0.2.0/24", "192.0.2.0/26", "192.0.2.1");
  private static final NetworkCreated CREATED = new NetworkCreated(List.of(FIRST));
  private static final RequestedSubnet SECOND = subnet("198.51.100.0/24");
  private static final SubnetRequested ASKED = new SubnetRequested(SECOND);
  private static final NetworkPool GIVEN =
      pool("p2", "198.51.100.0/24", "198.51.100.0/24", "198.51.100.1");
  private static final Cidr RANGE = Cidr.parse("192.0.2.0/25");
  private static final Failure TAKEN = new Failure(Reason.SUBNET_OVERLAPS, "taken");

  private static NetworkRequested requested(DriverOptions driver) {
    return new NetworkRequested(
        new NetworkSettings("br0", List.of(), false, false, Map.of(), false, driver));
  }

  private static NetworkPool pool(String id, String subnet, String range, String gateway) {
    return new NetworkPool(
        id,
        Cidr.parse(subnet),
        Cidr.parse(range),
        Optional.of(IpAddress.parse(gateway)),
        Map.of(),
        true);
  }

  private static RequestedSubnet subnet(String subnet) {
    return new RequestedSubnet(
        Optional.of(Cidr.parse(subnet)), Optional.empty(), Optional.empty(), Map.of());
  }

  @Test
  void whenIpamHasOpenedThem() {
    given(NETWORK, REQUESTED, CREATED).when(new RequestSubnet(SECOND)).then(ASKED);
    given(NETWORK, REQUESTED, CREATED, ASKED).when(new RequestSubnet(SECOND)).thenNothing();
    given(NETWORK, REQUESTED, CREATED, ASKED)
        .when(new ConfirmAddedPool(GIVEN))
        .then(new NetworkPoolAdded(GIVEN));
    given(NETWORK, REQUESTED, CREATED, ASKED, new NetworkPoolAdded(GIVEN))
        .when(new ConfirmAddedPool(GIVEN))
        .thenNothing();
    given(NETWORK, REQUESTED, CREATED, ASKED, new NetworkPoolAdded(GIVEN))
        .when(new RequestSubnet(SECOND))
        .thenNothing();
    given(NETWORK, REQUESTED, CREATED, ASKED)
        .when(new FailPoolChange(new PoolChange.Add(SECOND), TAKEN))
        .then(new NetworkPoolRefused(TAKEN));
    given(NETWORK, REQUESTED, CREATED, ASKED, new NetworkPoolRefused(TAKEN))
        .when(new FailPoolChange(new PoolChange.Add(SECOND), TAKEN))
        .thenNothing();
  }

  @Test
  void butNotOneThatItHasInAnotherWay() {
    RequestedSubnet other =
        new RequestedSubnet(
            Optional.of(FIRST.subnet()),
            Optional.empty(),
            Optional.of(IpAddress.parse("192.0.2.9")),
            Map.of());
    given(NETWORK, REQUESTED, CREATED)
        .when(new RequestSubnet(other))
        .thenRejected(Reason.SUBNET_OVERLAPS, "has subnet 192.0.2.0/24 already");
    given(NETWORK, REQUESTED, CREATED)
        .when(new RequestSubnet(subnet("192.0.2.0/24")))
        .thenNothing();
  }

  @Test
  void oneAfterTheOther() {
    SubnetRequested third = new SubnetRequested(subnet("203.0.113.0/24"));
    given(NETWORK, REQUESTED, CREATED, ASKED, third)
        .when(new ConfirmAddedPool(GIVEN))
        .then(new NetworkPoolAdded(GIVEN));
    given(NETWORK, REQUESTED, CREATED, third, ASKED)
        .when(new ConfirmAddedPool(GIVEN))
        .thenNothing();
  }

  @Test
  void andLargerRanges() {
    RangeRequested asked = new RangeRequested("p1", RANGE);
    given(NETWORK, REQUESTED, CREATED).when(new RequestRange(FIRST.subnet(), RANGE)).then(asked);
    given(NETWORK, REQUESTED, CREATED, asked)
        .when(new ConfirmWidenedPool("p1", RANGE))
        .then(new NetworkPoolWidened("p1", RANGE));
    given(NETWORK, REQUESTED, CREATED, asked, new NetworkPoolWidened("p1", RANGE))
        .when(new RequestRange(FIRST.subnet(), RANGE))
        .thenNothing();
    given(NETWORK, REQUESTED, CREATED)
        .when(new RequestRange(FIRST.subnet(), Cidr.parse("192.0.2.0/27")))
        .thenRejected(Reason.RANGE_NOT_WIDER, "does not hold 192.0.2.0/26");
    given(NETWORK, REQUESTED, CREATED)
        .when(new RequestRange(Cidr.parse("10.0.0.0/8"), RANGE))
        .thenRejected(Reason.ADDRESS_OUT_OF_RANGE, "it has [192.0.2.0/24]");
    given(NETWORK, REQUESTED, CREATED)
        .when(new RequestRange(FIRST.subnet(), Cidr.parse("192.0.0.0/16")))
        .thenRejected(Reason.ADDRESS_OUT_OF_RANGE, "no matching subnet");
  }

  @Test
  void butNotWhereTheyCannotBe() {
    given(NETWORK, requested(new DriverOptions.Host()), new NetworkCreated(List.of()))
        .when(new RequestSubnet(SECOND))
        .thenRejected(Reason.DRIVER_UNSUPPORTED);
    var small =
        new DriverOptions.Bridge(
            Optional.empty(), OptionalInt.of(1_000), true, true, Optional.empty());
    given(NETWORK, requested(small), CREATED)
        .when(new RequestSubnet(subnet("2001:db8::/64")))
        .thenRejected(Reason.INVALID_ARGUMENT, "mtu below 1280");
  }

  @Test
  void andIsNotRemovedMeanwhile() {
    given(NETWORK, REQUESTED, CREATED, ASKED)
        .when(new RemoveNetwork(false, Map.of()))
        .thenRejected(Reason.NETWORK_NOT_READY, "waits for a subnet");
  }
}
