package io.netledger.network.rpc;

import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.ipam.IpamClient;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.network.network.WantedPool;
import io.netledger.network.process.Seen;
import io.netledger.network.process.Traced;
import io.netledger.network.rules.Naming;
import io.netledger.network.rules.NetworkRules;
import io.netledger.proto.network.v1.Effect;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.RenameNetworkResponse;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import io.netledger.proto.network.v1.UpdateNetworkResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** RenameNetwork and UpdateNetwork. */
final class NetworkUpdates {

  private static final String RENAME =
      NetworkServiceGrpc.getRenameNetworkMethod().getFullMethodName();
  private static final String UPDATE =
      NetworkServiceGrpc.getUpdateNetworkMethod().getFullMethodName();

  /** How long UpdateNetwork waits for ipam-service, should it go away in the middle. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Writing writing;
  private final IpamClient ipam;

  NetworkUpdates(Writing writing, IpamClient ipam) {
    this.writing = writing;
    this.ipam = ipam;
  }

  RenameNetworkResponse rename(RenameNetworkRequest request) {
    String word =
        writing.recorded(
            request, RENAME, () -> FieldWords.reference("network", request.getNetwork()));
    String name =
        writing.recorded(request, RENAME, () -> FieldWords.name("name", request.getName()));
    var etag =
        EtagCheck.of(writing, Kinds.NETWORK, request.getEtag(), work -> Naming.network(work, word));
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision =
        new Traced(work -> {
          String id = Naming.network(work, word);
          found.set(id);
          etag.check(work, id);
          NetworkRules.rename(work, id, name);
        });
    Appended appended = writing.write(request, RENAME, decision, found::get);
    Seen<Network> seen = seen(appended, request.getValidateOnly(), found.get());
    return RenameNetworkResponse.newBuilder()
        .setRevision(seen.revision())
        .setNetwork(AnswerWords.network(seen))
        .build();
  }

  UpdateNetworkResponse update(UpdateNetworkRequest request) {
    UpdateWords wish = writing.recorded(request, UPDATE, () -> UpdateWords.of(request));
    var etag =
        EtagCheck.of(
            writing,
            Kinds.NETWORK,
            request.getEtag(),
            work -> Naming.network(work, wish.network()));
    AtomicReference<String> found = new AtomicReference<>("");
    AtomicReference<Network> before = new AtomicReference<>(new Network.Absent());
    Traced decision =
        new Traced(work -> {
          String id = Naming.network(work, wish.network());
          found.set(id);
          etag.check(work, id);
          before.set(work.state(Kinds.NETWORK, id));
          decide(work, id, before.get(), wish);
        });
    checkPools(request, wish, decision, found, before);
    Appended appended = writing.write(request, UPDATE, decision, found::get);
    Seen<Network> seen = settled(request, wish, appended, found.get());
    return UpdateNetworkResponse.newBuilder()
        .setRevision(seen.revision())
        .setNetwork(AnswerWords.network(seen))
        .addAllEffects(effects(seen.id(), before.get(), events(appended)))
        .build();
  }

  private static void decide(Work work, String id, Network network, UpdateWords wish) {
    if (!wish.labels().isEmpty() || !wish.removedLabels().isEmpty()) {
      NetworkRules.relabel(work, id, wish.labels(), wish.removedLabels());
    }
    options(network, wish.options())
        .ifPresent(driver -> NetworkRules.reconfigure(work, id, driver));
    wish.ranges().forEach((subnet, range) -> NetworkRules.widen(work, id, subnet, range));
    wish.subnets().forEach(subnet -> NetworkRules.addSubnet(work, id, subnet));
  }

  /**
   * Asks ipam-service beforehand, so that a refusal leaves no trace but itself. What the network's
   * own rules refuse comes first.
   */
  private void checkPools(
      UpdateNetworkRequest request,
      UpdateWords wish,
      Traced decision,
      AtomicReference<String> found,
      AtomicReference<Network> before) {
    if (!wish.isAboutPools() || writing.isRetry(request.getRequestId())) {
      return;
    }
    writing.recorded(
        request,
        UPDATE,
        () -> {
          writing.streams().preview(decision);
          List<NetworkPool> pools = before.get().subnets();
          wish.ranges()
              .forEach((subnet, range) ->
                  pools.stream()
                      .filter(pool -> pool.subnet().equals(subnet))
                      .forEach(pool -> ipam.tryWiden(pool.id(), range)));
          wish.subnets().stream()
              .filter(subnet -> !has(pools, subnet))
              .forEach(subnet -> ipam.tryOpen(found.get(), new WantedPool(subnet, subnet.isV4())));
          return found.get();
        });
  }

  private static boolean has(List<NetworkPool> pools, RequestedSubnet subnet) {
    return pools.stream().anyMatch(pool -> subnet.subnet().equals(Optional.of(pool.subnet())));
  }

  /** The network when ipam-service has done what was asked of it. */
  private Seen<Network> settled(
      UpdateNetworkRequest request, UpdateWords wish, Appended appended, String found) {
    if (request.getValidateOnly() || !wish.isAboutPools()) {
      return seen(appended, request.getValidateOnly(), found);
    }
    String id = Writing.thing(appended, Kinds.NETWORK).orElseThrow();
    try (var watch = writing.watches().onExisting(Kinds.NETWORK, id)) {
      Seen<Network> seen = watch.await(network -> !isComing(network), PATIENCE);
      if (isComing(seen.state())) {
        throw new Rejection(
            Reason.IPAM_UNAVAILABLE,
            "ipam-service does not answer; the subnets are there when it does: send the call again with the same"
                + " request_id");
      }
      wish.subnets().stream()
          .filter(subnet -> !has(seen.state().subnets(), subnet))
          .findFirst()
          .ifPresent(subnet -> {
            throw new Rejection(
                Reason.SUBNET_OVERLAPS,
                "somebody else has taken subnet %s meanwhile"
                    .formatted(subnet.subnet().orElseThrow()));
          });
      return seen;
    }
  }

  private static boolean isComing(Network network) {
    return network instanceof Network.Ready(_, _, _, var coming) && !coming.isEmpty();
  }

  private static Optional<DriverOptions> options(Network network, Map<String, String> given) {
    if (given.isEmpty()) {
      return Optional.empty();
    }
    boolean v6 = network.subnets().stream().anyMatch(pool -> !pool.subnet().isV4());
    return network
        .asked()
        .map(settings ->
            settings.isConfigOnly()
                ? settings.driver()
                : OptionWords.changed(settings.driver(), given, v6));
  }

  /** Counting endpoints costs a look at each, so it is done beside the decision. */
  private List<Effect> effects(String id, Network before, List<NetworkEvent> events) {
    if (events.stream().noneMatch(Effects::isOnHosts)) {
      return Effects.of(id, before, Map.of(), events);
    }
    return Effects.of(id, before, writing.look(work -> Effects.standing(work, before)), events);
  }

  private Seen<Network> seen(Appended appended, boolean validateOnly, String found) {
    String id = validateOnly ? found : Writing.thing(appended, Kinds.NETWORK).orElseThrow();
    return writing.seen(Kinds.NETWORK, id);
  }

  private static List<NetworkEvent> events(Appended appended) {
    return appended.events().stream()
        .filter(event -> event.stream().category().equals(Kinds.NETWORK.category()))
        .map(event -> Kinds.NETWORK.codec().decode(event.payload()))
        .toList();
  }
}
