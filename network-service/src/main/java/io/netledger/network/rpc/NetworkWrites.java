package io.netledger.network.rpc;

import io.netledger.eventstore.Appended;
import io.netledger.network.Kinds;
import io.netledger.network.failure.Failure;
import io.netledger.network.ipam.IpamClient;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.process.Seen;
import io.netledger.network.process.Traced;
import io.netledger.network.process.Watch;
import io.netledger.network.rules.Naming;
import io.netledger.network.rules.NetworkRules;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateNetworkResponse;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveNetworkResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** CreateNetwork and RemoveNetwork. */
final class NetworkWrites {

  private static final String CREATE =
      NetworkServiceGrpc.getCreateNetworkMethod().getFullMethodName();
  private static final String REMOVE =
      NetworkServiceGrpc.getRemoveNetworkMethod().getFullMethodName();

  /** How long CreateNetwork waits for ipam-service, should it go away in the middle. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Writing writing;
  private final IpamClient ipam;

  NetworkWrites(Writing writing, IpamClient ipam) {
    this.writing = writing;
    this.ipam = ipam;
  }

  CreateNetworkResponse create(CreateNetworkRequest request) {
    NetworkSettings settings = writing.recorded(request, CREATE, () -> settings(request));
    String fresh = Writing.freshId();
    Traced decision = new Traced(work -> NetworkRules.request(work, fresh, settings));
    if (request.getValidateOnly()) {
      writing.write(request, CREATE, decision, () -> fresh);
      return CreateNetworkResponse.newBuilder()
          .setRevision(writing.head())
          .setNetwork(AnswerWords.network(settings, tryPools(fresh, settings)))
          .build();
    }
    checkPools(request, fresh, settings, decision);
    try (var watch = writing.watches().onNew(Kinds.NETWORK, fresh)) {
      Appended appended = writing.write(request, CREATE, decision, () -> fresh);
      if (appended.repeated()) {
        return createdBefore(appended);
      }
      appended.events().forEach(watch::offer);
      return created(watch);
    }
  }

  private NetworkSettings settings(CreateNetworkRequest request) {
    if (request.getConfigFrom().isEmpty()) {
      return SettingsWords.own(request);
    }
    SettingsWords.alone(request);
    return writing.look(work -> SettingsWords.from(work, request));
  }

  /**
   * Asks ipam-service beforehand for subnets that were asked for, since with these the user can be
   * wrong: so a refusal leaves no trace but itself. What the network's own rules refuse comes
   * first, as in Docker: a name that is taken before a subnet that is.
   */
  private void checkPools(
      CreateNetworkRequest request, String fresh, NetworkSettings settings, Traced decision) {
    if (settings.subnets().isEmpty() || writing.isRetry(request.getRequestId())) {
      return;
    }
    writing.recorded(
        request,
        CREATE,
        () -> {
          try {
            return tryPools(fresh, settings);
          } catch (Rejection refused) {
            writing.streams().preview(decision);
            throw refused;
          }
        });
  }

  private List<NetworkPool> tryPools(String fresh, NetworkSettings settings) {
    return settings.wantedPools().stream().map(wanted -> ipam.tryOpen(fresh, wanted)).toList();
  }

  private CreateNetworkResponse createdBefore(Appended appended) {
    String id = Writing.thing(appended, Kinds.NETWORK).orElseThrow();
    try (var watch = writing.watches().onExisting(Kinds.NETWORK, id)) {
      return created(watch);
    }
  }

  private static CreateNetworkResponse created(Watch<Network, NetworkEvent> watch) {
    Seen<Network> seen = watch.await(network -> !(network instanceof Network.Requested), PATIENCE);
    return switch (seen.state()) {
      case Network.Ready _, Network.ConfigOnly _, Network.Removing _ -> answer(seen);
      case Network.Removed(_, _, var failure) ->
          failure.map(refused -> refuse(refused)).orElseGet(() -> answer(seen));
      case Network.Failed(_, var failure) -> refuse(failure);
      case Network.Absent _, Network.Requested _ ->
          throw new Rejection(
              Reason.IPAM_UNAVAILABLE,
              "ipam-service does not answer; the network is made when it does: send the call"
                  + " again with the same request_id");
    };
  }

  private static CreateNetworkResponse refuse(Failure failure) {
    throw failure.rejection();
  }

  private static CreateNetworkResponse answer(Seen<Network> seen) {
    return CreateNetworkResponse.newBuilder()
        .setRevision(seen.revision())
        .setNetwork(AnswerWords.network(seen))
        .build();
  }

  RemoveNetworkResponse remove(RemoveNetworkRequest request) {
    Duration wait =
        writing.recorded(
            request,
            REMOVE,
            () -> {
              FieldWords.reference("network", request.getNetwork());
              return FieldWords.wait(request.hasWait(), request.getWait());
            });
    var etag =
        EtagCheck.of(
            writing,
            Kinds.NETWORK,
            request.getEtag(),
            work -> Naming.network(work, request.getNetwork()));
    AtomicReference<String> found = new AtomicReference<>("");
    Traced decision =
        new Traced(work -> {
          Optional<String> id =
              request.getAllowMissing()
                  ? Naming.findNetwork(work, request.getNetwork())
                  : Optional.of(Naming.network(work, request.getNetwork()));
          found.set(id.orElse(""));
          id.ifPresent(network -> {
            etag.check(work, network);
            NetworkRules.remove(work, network, request.getDetachEndpoints());
          });
        });
    Appended appended = writing.write(request, REMOVE, decision, found::get);
    Optional<String> id =
        request.getValidateOnly()
            ? Optional.of(found.get()).filter(word -> !word.isEmpty())
            : Writing.thing(appended, Kinds.NETWORK);
    List<String> detached = Writing.ids(appended, Kinds.ENDPOINT);
    return id.map(
            network -> removed(network, detached, request.getValidateOnly() ? Duration.ZERO : wait))
        .orElseGet(() -> RemoveNetworkResponse.newBuilder().setRevision(writing.head()).build());
  }

  private RemoveNetworkResponse removed(String id, List<String> detached, Duration wait) {
    try (var watch = writing.watches().onExisting(Kinds.NETWORK, id)) {
      Seen<Network> seen = watch.await(Network.Removed.class::isInstance, wait);
      return RemoveNetworkResponse.newBuilder()
          .setRevision(seen.revision())
          .setNetwork(AnswerWords.network(seen))
          .addAllDetached(endpoints(detached))
          .build();
    }
  }

  private List<Endpoint> endpoints(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, Titles> titles =
        writing.look(work ->
            ids.stream().collect(Collectors.toMap(Function.identity(), id -> Titles.of(work, id))));
    return ids.stream()
        .map(id -> writing.seen(Kinds.ENDPOINT, id))
        .map(seen -> AnswerWords.endpoint(seen, titles.getOrDefault(seen.id(), Titles.UNKNOWN)))
        .toList();
  }
}
