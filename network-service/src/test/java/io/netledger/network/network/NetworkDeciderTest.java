package io.netledger.network.network;

import static io.netledger.network.Story.given;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.network.failure.Failure;
import io.netledger.network.network.NetworkCommand.AddEndpoint;
import io.netledger.network.network.NetworkCommand.ConfirmPools;
import io.netledger.network.network.NetworkCommand.ConfirmRemoved;
import io.netledger.network.network.NetworkCommand.DropEndpoint;
import io.netledger.network.network.NetworkCommand.FailNetwork;
import io.netledger.network.network.NetworkCommand.RemoveNetwork;
import io.netledger.network.network.NetworkCommand.RequestNetwork;
import io.netledger.network.network.NetworkEvent.EndpointAdded;
import io.netledger.network.network.NetworkEvent.EndpointDropped;
import io.netledger.network.network.NetworkEvent.NetworkCreated;
import io.netledger.network.network.NetworkEvent.NetworkFailed;
import io.netledger.network.network.NetworkEvent.NetworkRemoved;
import io.netledger.network.network.NetworkEvent.NetworkRemoving;
import io.netledger.network.network.NetworkEvent.NetworkRequested;
import io.netledger.refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A network … */
class NetworkDeciderTest {

  private static final NetworkDecider NETWORK = new NetworkDecider();
  private static final NetworkSettings BR0 = settings("br0", false, DriverOptions.Bridge.PLAIN);
  private static final NetworkRequested REQUESTED = new NetworkRequested(BR0);
  private static final List<NetworkPool> POOLS =
      List.of(
          new NetworkPool(
              "pool-1",
              Cidr.parse("192.0.2.0/24"),
              Cidr.parse("192.0.2.0/24"),
              Optional.of(IpAddress.parse("192.0.2.1")),
              Map.of(),
              true));
  private static final NetworkCreated CREATED = new NetworkCreated(POOLS);
  private static final Mac MAC = Mac.parse("02:42:00:00:00:07");
  private static final EndpointAdded ADDED = new EndpointAdded("ep-1", "sb-1", Optional.of(MAC));
  private static final Failure OVERLAP = new Failure(Reason.SUBNET_OVERLAPS, "overlaps pool-9");

  private static NetworkSettings settings(String name, boolean predefined, DriverOptions driver) {
    return new NetworkSettings(name, List.of(), false, false, Map.of(), predefined, driver);
  }

  private static AddEndpoint add(String endpoint) {
    return new AddEndpoint(endpoint, "sb-1", Optional.empty());
  }

  private static RemoveNetwork remove(boolean detach) {
    return new RemoveNetwork(detach, Map.of("sb-1", "web"));
  }

  @Test
  void isRequested() {
    given(NETWORK).when(new RequestNetwork(BR0)).then(REQUESTED);
  }

  @Test
  void isRequestedOnce() {
    given(NETWORK, REQUESTED).when(new RequestNetwork(BR0)).thenNothing();
    given(NETWORK, REQUESTED, CREATED).when(new RequestNetwork(BR0)).thenNothing();
  }

  @Test
  void isNotRequestedAgainAsSomethingElse() {
    given(NETWORK, REQUESTED)
        .when(new RequestNetwork(settings("br1", false, DriverOptions.Bridge.PLAIN)))
        .thenRejected(Reason.NAME_TAKEN);
  }

  @Test
  void cannotHaveAPredefinedName() {
    for (String name : List.of("bridge", "host", "none", "default")) {
      given(NETWORK)
          .when(new RequestNetwork(settings(name, false, DriverOptions.Bridge.PLAIN)))
          .thenRejected(
              Reason.NETWORK_PREDEFINED,
              "operation is not permitted on predefined " + name + " network");
    }
  }

  @Test
  void cannotBeASecondHostOrNone() {
    given(NETWORK)
        .when(new RequestNetwork(settings("h2", false, new DriverOptions.Host())))
        .thenRejected(Reason.NETWORK_PREDEFINED, "only one instance of \"host\" network");
    given(NETWORK)
        .when(new RequestNetwork(settings("n2", false, new DriverOptions.None())))
        .thenRejected(Reason.NETWORK_PREDEFINED, "\"none\"");
  }

  @Test
  void isCreatedWithItsPools() {
    given(NETWORK, REQUESTED).when(new ConfirmPools(POOLS)).then(CREATED);
  }

  @Test
  void isCreatedOnce() {
    given(NETWORK, REQUESTED, CREATED).when(new ConfirmPools(POOLS)).thenNothing();
    given(NETWORK, REQUESTED, CREATED)
        .when(new ConfirmPools(List.of()))
        .thenRejected(Reason.NETWORK_NOT_READY);
  }

  @Test
  void failsWhenIpamRefuses() {
    given(NETWORK, REQUESTED).when(new FailNetwork(OVERLAP)).then(new NetworkFailed(OVERLAP));
  }

  @Test
  void doesNotFailOnceItIsThere() {
    given(NETWORK, REQUESTED, CREATED).when(new FailNetwork(OVERLAP)).thenNothing();
  }

  @Test
  void isCleanedUpAfterItFailed() {
    given(NETWORK, REQUESTED, new NetworkFailed(OVERLAP))
        .when(new ConfirmRemoved())
        .then(new NetworkRemoved());
  }

  @Test
  void isGoneForUsersOnceItFailed() {
    given(NETWORK, REQUESTED, new NetworkFailed(OVERLAP))
        .when(add("ep-1"))
        .thenRejected(Reason.NETWORK_NOT_FOUND, "br0");
    given(NETWORK, REQUESTED, new NetworkFailed(OVERLAP))
        .when(remove(false))
        .thenRejected(Reason.NETWORK_NOT_FOUND, "br0");
  }

  @Test
  void takesAnEndpoint() {
    given(NETWORK, REQUESTED, CREATED)
        .when(new AddEndpoint("ep-1", "sb-1", Optional.of(MAC)))
        .then(ADDED);
  }

  @Test
  void takesAnEndpointOnce() {
    given(NETWORK, REQUESTED, CREATED, ADDED)
        .when(new AddEndpoint("ep-1", "sb-1", Optional.of(MAC)))
        .thenNothing();
  }

  @Test
  void takesNoEndpointBeforeItIsReady() {
    given(NETWORK, REQUESTED).when(add("ep-1")).thenRejected(Reason.NETWORK_NOT_READY, "br0");
    given(NETWORK).when(add("ep-1")).thenRejected(Reason.NETWORK_NOT_FOUND);
  }

  @Test
  void takesNoEndpointOnHostAndNone() {
    given(
            NETWORK,
            new NetworkRequested(settings("host", true, new DriverOptions.Host())),
            new NetworkCreated(List.of()))
        .when(add("ep-1"))
        .thenRejected(Reason.NETWORK_NOT_CONNECTABLE, "host");
  }

  @Test
  void refusesAMacAddressThatAnEndpointAskedFor() {
    given(NETWORK, REQUESTED, CREATED, ADDED)
        .when(new AddEndpoint("ep-2", "sb-2", Optional.of(MAC)))
        .thenRejected(Reason.MAC_IN_USE, MAC.toString(), "ep-1");
  }

  @Test
  void givesAMacAddressAgainOnceItsEndpointIsOff() {
    given(NETWORK, REQUESTED, CREATED, ADDED, new EndpointDropped("ep-1"))
        .when(new AddEndpoint("ep-2", "sb-2", Optional.of(MAC)))
        .then(new EndpointAdded("ep-2", "sb-2", Optional.of(MAC)));
  }

  @Test
  void dropsAnEndpointOnce() {
    given(NETWORK, REQUESTED, CREATED, ADDED)
        .when(new DropEndpoint("ep-1"))
        .then(new EndpointDropped("ep-1"));
    given(NETWORK, REQUESTED, CREATED).when(new DropEndpoint("ep-1")).thenNothing();
  }

  @Test
  void isNotRemovedWithEndpointsAndNamesTheSandboxes() {
    given(NETWORK, REQUESTED, CREATED, ADDED)
        .when(remove(false))
        .thenRejected(Reason.NETWORK_IN_USE, "br0 has active endpoints", "web");
  }

  @Test
  void isRemovedWhenItsEndpointsAreLeaving() {
    given(NETWORK, REQUESTED, CREATED, ADDED).when(remove(true)).then(new NetworkRemoving());
    given(NETWORK, REQUESTED, CREATED, ADDED, new NetworkRemoving())
        .when(new ConfirmRemoved())
        .thenRejected(Reason.NETWORK_NOT_READY);
    given(NETWORK, REQUESTED, CREATED, ADDED, new NetworkRemoving())
        .when(new DropEndpoint("ep-1"))
        .then(new EndpointDropped("ep-1"));
  }

  @Test
  void isRemovedWithoutEndpoints() {
    given(NETWORK, REQUESTED, CREATED).when(remove(false)).then(new NetworkRemoving());
    given(NETWORK, REQUESTED, CREATED, new NetworkRemoving())
        .when(new ConfirmRemoved())
        .then(new NetworkRemoved());
  }

  @Test
  void isRemovedOnce() {
    given(NETWORK, REQUESTED, CREATED, new NetworkRemoving()).when(remove(false)).thenNothing();
    given(NETWORK, REQUESTED, CREATED, new NetworkRemoving(), new NetworkRemoved())
        .when(new ConfirmRemoved())
        .thenNothing();
  }

  @Test
  void takesNoEndpointWhileItGoes() {
    given(NETWORK, REQUESTED, CREATED, new NetworkRemoving())
        .when(add("ep-1"))
        .thenRejected(Reason.NETWORK_NOT_READY, "being removed");
    given(NETWORK, REQUESTED, CREATED, new NetworkRemoving(), new NetworkRemoved())
        .when(add("ep-1"))
        .thenRejected(Reason.NETWORK_NOT_FOUND);
  }

  @Test
  void isNotRemovedWhilePredefined() {
    given(
            NETWORK,
            new NetworkRequested(settings("bridge", true, DriverOptions.Bridge.PLAIN)),
            CREATED)
        .when(remove(true))
        .thenRejected(
            Reason.NETWORK_PREDEFINED, "bridge is a pre-defined network and cannot be removed");
  }

  @Test
  void isNotRemovedWhileItIsMade() {
    given(NETWORK, REQUESTED).when(remove(false)).thenRejected(Reason.NETWORK_NOT_READY);
  }
}
