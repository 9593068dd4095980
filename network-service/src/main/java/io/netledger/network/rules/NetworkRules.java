package io.netledger.network.rules;

import static java.util.stream.Collectors.toMap;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.failure.Failure;
import io.netledger.network.name.NameCommand.ClaimName;
import io.netledger.network.name.NameCommand.FreeName;
import io.netledger.network.name.Names;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Members;
import io.netledger.network.network.NetworkCommand.ConfirmAddedPool;
import io.netledger.network.network.NetworkCommand.ConfirmPools;
import io.netledger.network.network.NetworkCommand.ConfirmRemoved;
import io.netledger.network.network.NetworkCommand.ConfirmWidenedPool;
import io.netledger.network.network.NetworkCommand.FailNetwork;
import io.netledger.network.network.NetworkCommand.FailPoolChange;
import io.netledger.network.network.NetworkCommand.LendConfig;
import io.netledger.network.network.NetworkCommand.ReconfigureNetwork;
import io.netledger.network.network.NetworkCommand.RelabelNetwork;
import io.netledger.network.network.NetworkCommand.RemoveNetwork;
import io.netledger.network.network.NetworkCommand.RenameNetwork;
import io.netledger.network.network.NetworkCommand.RequestNetwork;
import io.netledger.network.network.NetworkCommand.RequestRange;
import io.netledger.network.network.NetworkCommand.RequestSubnet;
import io.netledger.network.network.NetworkCommand.ReturnConfig;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.network.PoolChange;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Making and removing networks: the network and its name. */
public final class NetworkRules {

  private NetworkRules() {}

  /** Asks for a network; {@code id} was drawn for it. One that needs no pools is ready at once. */
  public static void request(Work work, String id, NetworkSettings wanted) {
    HostAbilities.someHostCan(work, wanted);
    NetworkSettings settings = Overlays.numbered(work, id, wanted);
    SharedParents.check(work, id, settings);
    work.begin(Kinds.NETWORK, id, new RequestNetwork(settings));
    settings
        .from()
        .ifPresent(source -> work.decide(Kinds.NETWORK, source.id(), new LendConfig(id)));
    work.decide(Kinds.NETWORK_NAMES, Kinds.NETWORK_STREAM, new ClaimName(settings.name(), id));
    settings
        .driver()
        .namedBridge()
        .ifPresent(bridge ->
            work.decide(Kinds.BRIDGE_NAMES, Kinds.BRIDGE_STREAM, new ClaimName(bridge, id)));
    BridgeSubnets.refuseShared(work, id, settings);
    if (settings.wantedPools().isEmpty()) {
      work.decide(Kinds.NETWORK, id, new ConfirmPools(List.of()));
    }
  }

  /** Gives the network another name, which nobody else may have. */
  public static void rename(Work work, String id, String name) {
    if (!work.decide(Kinds.NETWORK, id, new RenameNetwork(name)).isEmpty()) {
      freeNetworkName(work, id);
      work.decide(Kinds.NETWORK_NAMES, Kinds.NETWORK_STREAM, new ClaimName(name, id));
    }
  }

  /** Gives the network labels and takes others from it. */
  public static void relabel(
      Work work, String id, Map<String, String> labels, Set<String> removed) {
    work.decide(Kinds.NETWORK, id, new RelabelNetwork(labels, removed));
  }

  /** Gives the network's driver other options. */
  public static void reconfigure(Work work, String id, DriverOptions driver) {
    work.decide(Kinds.NETWORK, id, new ReconfigureNetwork(driver));
  }

  /** Asks for one more subnet, which is named. */
  public static void addSubnet(Work work, String id, RequestedSubnet subnet) {
    work.decide(Kinds.NETWORK, id, new RequestSubnet(subnet));
  }

  /** Asks for a larger part of one of its subnets to choose addresses from. */
  public static void widen(Work work, String id, Cidr subnet, Cidr range) {
    work.decide(Kinds.NETWORK, id, new RequestRange(subnet, range));
  }

  /** ipam-service has opened one more pool. */
  public static void poolAdded(Work work, String id, NetworkPool pool) {
    work.decide(Kinds.NETWORK, id, new ConfirmAddedPool(pool));
  }

  /** ipam-service has widened a pool. */
  public static void poolWidened(Work work, String id, String poolId, Cidr range) {
    work.decide(Kinds.NETWORK, id, new ConfirmWidenedPool(poolId, range));
  }

  /** ipam-service has refused a change of pools. */
  public static void poolRefused(Work work, String id, PoolChange change, Failure failure) {
    work.decide(Kinds.NETWORK, id, new FailPoolChange(change, failure));
  }

  /** Makes a predefined network unless it is there. */
  public static void predefine(Work work, String id, NetworkSettings settings) {
    if (Naming.networkNames(work).idOf(settings.name()).isEmpty()) {
      request(work, id, settings);
    }
  }

  /** ipam-service has opened the pools. */
  public static void confirm(Work work, String id, List<NetworkPool> pools) {
    work.decide(Kinds.NETWORK, id, new ConfirmPools(pools));
  }

  /** The network will never be; its name is free from here on. */
  public static void fail(Work work, String id, Failure failure) {
    if (!work.decide(Kinds.NETWORK, id, new FailNetwork(failure)).isEmpty()) {
      returnConfig(work, id);
      freeName(work, id);
    }
  }

  /** The network takes no more endpoints; with {@code detach} those on it leave. */
  public static void remove(Work work, String id, boolean detach) {
    Members members = work.state(Kinds.NETWORK, id).endpoints();
    refuseServed(work, id);
    if (detach) {
      members.endpoints().stream()
          .sorted()
          .forEach(endpoint -> EndpointRules.leave(work, endpoint, false));
    }
    work.decide(Kinds.NETWORK, id, new RemoveNetwork(detach, sandboxNames(work, members)));
  }

  private static void refuseServed(Work work, String id) {
    List<String> services = ServiceRules.on(work, id);
    if (!services.isEmpty()) {
      throw new Rejection(
          Reason.NETWORK_IN_USE,
          "network %s has services: %s"
              .formatted(
                  Naming.networkNames(work).nameOf(id).orElse(id), String.join(", ", services)));
    }
  }

  private static Map<String, String> sandboxNames(Work work, Members members) {
    Names names = Naming.sandboxNames(work);
    return members.sandboxes().stream().collect(toMap(id -> id, id -> names.nameOf(id).orElse(id)));
  }

  /** ipam-service has its pools back; its name is free from here on. */
  public static void removed(Work work, String id) {
    if (!work.decide(Kinds.NETWORK, id, new ConfirmRemoved()).isEmpty()) {
      returnConfig(work, id);
      freeName(work, id);
    }
  }

  /** It is no more: the configuration network that it was made from is free of it. */
  private static void returnConfig(Work work, String id) {
    work.state(Kinds.NETWORK, id)
        .asked()
        .flatMap(NetworkSettings::from)
        .ifPresent(source -> work.decide(Kinds.NETWORK, source.id(), new ReturnConfig(id)));
  }

  private static void freeName(Work work, String id) {
    Overlays.free(work, id);
    work.state(Kinds.BRIDGE_NAMES, Kinds.BRIDGE_STREAM)
        .nameOf(id)
        .ifPresent(bridge ->
            work.decide(Kinds.BRIDGE_NAMES, Kinds.BRIDGE_STREAM, new FreeName(bridge, id)));
    freeNetworkName(work, id);
  }

  private static void freeNetworkName(Work work, String id) {
    Naming.networkNames(work)
        .nameOf(id)
        .ifPresent(
            name -> work.decide(Kinds.NETWORK_NAMES, Kinds.NETWORK_STREAM, new FreeName(name, id)));
  }
}
