package io.netledger.network.network;

import static io.netledger.network.Story.given;

import io.netledger.network.network.NetworkCommand.AddEndpoint;
import io.netledger.network.network.NetworkCommand.ConfirmPools;
import io.netledger.network.network.NetworkCommand.ConfirmRemoved;
import io.netledger.network.network.NetworkCommand.LendConfig;
import io.netledger.network.network.NetworkCommand.RelabelNetwork;
import io.netledger.network.network.NetworkCommand.RemoveNetwork;
import io.netledger.network.network.NetworkCommand.RenameNetwork;
import io.netledger.network.network.NetworkCommand.RequestNetwork;
import io.netledger.network.network.NetworkCommand.ReturnConfig;
import io.netledger.network.network.NetworkEvent.ConfigLent;
import io.netledger.network.network.NetworkEvent.ConfigReturned;
import io.netledger.network.network.NetworkEvent.NetworkCreated;
import io.netledger.network.network.NetworkEvent.NetworkRelabeled;
import io.netledger.network.network.NetworkEvent.NetworkRemoved;
import io.netledger.network.network.NetworkEvent.NetworkRemoving;
import io.netledger.network.network.NetworkEvent.NetworkRenamed;
import io.netledger.network.network.NetworkEvent.NetworkRequested;
import io.netledger.refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A configuration network … */
class ConfigNetworksTest {

  private static final NetworkDecider NETWORK = new NetworkDecider();
  private static final NetworkSettings SHAPE =
      settings(new DriverOptions.Unsettled(Map.of("parent", "eth0")));
  private static final NetworkRequested REQUESTED = new NetworkRequested(SHAPE);
  private static final NetworkCreated CREATED = new NetworkCreated(List.of());

  private static NetworkSettings settings(DriverOptions driver) {
    return new NetworkSettings("shape", List.of(), false, false, Map.of(), false, driver);
  }

  @Test
  void isMadeWithoutPools() {
    given(NETWORK).when(new RequestNetwork(SHAPE)).then(REQUESTED);
    given(NETWORK, REQUESTED).when(new ConfirmPools(List.of())).then(CREATED);
    given(NETWORK, REQUESTED, CREATED).when(new ConfirmPools(List.of())).thenNothing();
  }

  @Test
  void isLentToEachNetworkOnce() {
    given(NETWORK, REQUESTED, CREATED).when(new LendConfig("n1")).then(new ConfigLent("n1"));
    given(NETWORK, REQUESTED, CREATED, new ConfigLent("n1"))
        .when(new LendConfig("n1"))
        .thenNothing();
    given(NETWORK, REQUESTED, CREATED, new ConfigLent("n1"))
        .when(new ReturnConfig("n1"))
        .then(new ConfigReturned("n1"));
    given(NETWORK, REQUESTED, CREATED).when(new ReturnConfig("n1")).thenNothing();
  }

  @Test
  void isTheOnlyKindThatIsLent() {
    given(NETWORK, new NetworkRequested(settings(DriverOptions.Bridge.PLAIN)), CREATED)
        .when(new LendConfig("n1"))
        .thenRejected(Reason.NETWORK_NOT_CONFIG_ONLY, "shape is not a configuration network");
  }

  @Test
  void staysWhileNetworksAreMadeFromIt() {
    given(NETWORK, REQUESTED, CREATED, new ConfigLent("n1"))
        .when(new RemoveNetwork(true, Map.of()))
        .thenRejected(Reason.NETWORK_IN_USE, "configuration network \"shape\" is in use");
    given(NETWORK, REQUESTED, CREATED, new ConfigLent("n1"))
        .when(new RenameNetwork("other"))
        .thenRejected(Reason.NETWORK_IN_USE);
    given(NETWORK, REQUESTED, CREATED, new ConfigLent("n1"), new ConfigReturned("n1"))
        .when(new RemoveNetwork(false, Map.of()))
        .then(new NetworkRemoving());
    given(NETWORK, REQUESTED, CREATED, new NetworkRemoving())
        .when(new ConfirmRemoved())
        .then(new NetworkRemoved());
  }

  @Test
  void hasNoEndpoints() {
    given(NETWORK, REQUESTED, CREATED)
        .when(new AddEndpoint("e1", "s1", Optional.empty()))
        .thenRejected(Reason.NETWORK_NOT_CONNECTABLE, "configuration-only");
  }

  @Test
  void changesOnlyItsNameAndLabels() {
    given(NETWORK, REQUESTED, CREATED)
        .when(new RenameNetwork("other"))
        .then(new NetworkRenamed("other", "shape"));
    given(NETWORK, REQUESTED, CREATED)
        .when(new RelabelNetwork(Map.of("k", "v"), Set.of()))
        .then(new NetworkRelabeled(Map.of("k", "v"), List.of()));
    given(NETWORK, REQUESTED, CREATED)
        .when(new NetworkCommand.RequestSubnet(RequestedSubnet.any()))
        .thenRejected(Reason.OPTION_FIXED);
  }
}
