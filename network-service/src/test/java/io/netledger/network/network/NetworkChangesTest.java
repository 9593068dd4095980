package io.netledger.network.network;

import static io.netledger.network.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.network.NetworkCommand.ReconfigureNetwork;
import io.netledger.network.network.NetworkCommand.RelabelNetwork;
import io.netledger.network.network.NetworkCommand.RenameNetwork;
import io.netledger.network.network.NetworkEvent.NetworkCreated;
import io.netledger.network.network.NetworkEvent.NetworkReconfigured;
import io.netledger.network.network.NetworkEvent.NetworkRelabeled;
import io.netledger.network.network.NetworkEvent.NetworkRemoving;
import io.netledger.network.network.NetworkEvent.NetworkRenamed;
import io.netledger.network.network.NetworkEvent.NetworkRequested;
import io.netledger.refusal.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A network that is there … */
class NetworkChangesTest {

  private static final NetworkDecider NETWORK = new NetworkDecider();
  private static final NetworkRequested REQUESTED = requested("br0", false);
  private static final List<NetworkPool> POOLS =
      List.of(
          new NetworkPool(
              "pool-1",
              Cidr.parse("192.0.2.0/24"),
              Cidr.parse("192.0.2.0/26"),
              Optional.of(IpAddress.parse("192.0.2.1")),
              Map.of(),
              true));
  private static final NetworkCreated CREATED = new NetworkCreated(POOLS);

  private static NetworkRequested requested(String name, boolean predefined) {
    return new NetworkRequested(settings(name, predefined));
  }

  private static NetworkSettings settings(String name, boolean predefined) {
    return new NetworkSettings(
        name, List.of(), false, false, Map.of(), predefined, DriverOptions.Bridge.PLAIN);
  }

  @Test
  void isRenamed() {
    given(NETWORK, REQUESTED, CREATED)
        .when(new RenameNetwork("web"))
        .then(new NetworkRenamed("web", "br0"));
    given(NETWORK, REQUESTED, CREATED, new NetworkRenamed("web", "br0"))
        .when(new RenameNetwork("web"))
        .thenNothing();
    given(NETWORK, REQUESTED, CREATED).when(new RenameNetwork("br0")).thenNothing();
    assertThat(NETWORK.replay(List.of(REQUESTED, CREATED, new NetworkRenamed("web", "br0"))))
        .isEqualTo(new Network.Ready(settings("web", false), POOLS, Members.NONE));
  }

  @Test
  void isNotRenamedWhereNamesArePredefinedOrItIsNotReady() {
    given(NETWORK, requested("bridge", true), CREATED)
        .when(new RenameNetwork("web"))
        .thenRejected(Reason.NETWORK_PREDEFINED, "bridge is a pre-defined network");
    given(NETWORK, REQUESTED, CREATED)
        .when(new RenameNetwork("none"))
        .thenRejected(Reason.NETWORK_PREDEFINED, "predefined none network");
    given(NETWORK, REQUESTED).when(new RenameNetwork("web")).thenRejected(Reason.NETWORK_NOT_READY);
    given(NETWORK, REQUESTED, CREATED, new NetworkRemoving())
        .when(new RenameNetwork("web"))
        .thenRejected(Reason.NETWORK_NOT_READY);
  }

  @Test
  void getsOtherOptionsWhereTheyAreLive() {
    DriverOptions.Bridge other =
        new DriverOptions.Bridge(
            Optional.empty(), OptionalInt.of(1_400), false, false, Optional.empty());
    given(NETWORK, REQUESTED, CREATED)
        .when(new ReconfigureNetwork(other))
        .then(new NetworkReconfigured(other));
    given(NETWORK, REQUESTED, CREATED, new NetworkReconfigured(other))
        .when(new ReconfigureNetwork(other))
        .thenNothing();
    given(NETWORK, REQUESTED, CREATED)
        .when(
            new ReconfigureNetwork(
                new DriverOptions.Bridge(
                    Optional.of("brx"), OptionalInt.of(1_400), true, true, Optional.empty())))
        .thenRejected(Reason.OPTION_FIXED, "option name of driver bridge cannot change");
    given(NETWORK, REQUESTED)
        .when(new ReconfigureNetwork(other))
        .thenRejected(Reason.NETWORK_NOT_READY);
  }

  @Test
  void isRelabeledByTheDifference() {
    NetworkRelabeled first = new NetworkRelabeled(Map.of("a", "1", "b", "2"), List.of());
    given(NETWORK, REQUESTED, CREATED)
        .when(new RelabelNetwork(Map.of("a", "1", "b", "2"), Set.of("nope")))
        .then(first);
    given(NETWORK, REQUESTED, CREATED, first)
        .when(new RelabelNetwork(Map.of("a", "1", "b", "3"), Set.of("nope")))
        .then(new NetworkRelabeled(Map.of("b", "3"), List.of()));
    given(NETWORK, REQUESTED, CREATED, first)
        .when(new RelabelNetwork(Map.of("c", ""), Set.of("b", "a")))
        .then(new NetworkRelabeled(Map.of("c", ""), List.of("a", "b")));
    given(NETWORK, REQUESTED, CREATED, first)
        .when(new RelabelNetwork(Map.of("b", "2"), Set.of("nope")))
        .thenNothing();
  }

  @Test
  void hasNoMoreLabelsThanANewOneMayHave() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 128; i++) {
      many.put("k" + i, "");
    }
    NetworkRelabeled full = new NetworkRelabeled(many, List.of());
    given(NETWORK, REQUESTED, CREATED).when(new RelabelNetwork(many, Set.of())).then(full);
    given(NETWORK, REQUESTED, CREATED, full)
        .when(new RelabelNetwork(Map.of("more", ""), Set.of()))
        .thenRejected(Reason.INVALID_ARGUMENT, "129 labels");
    given(NETWORK, REQUESTED, CREATED, full)
        .when(new RelabelNetwork(Map.of("more", ""), Set.of("k0")))
        .then(new NetworkRelabeled(Map.of("more", ""), List.of("k0")));
  }
}
