package io.netledger.network.rpc;

import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.network.Network;
import io.netledger.network.process.Traced;
import io.netledger.network.rules.Naming;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.rules.ServiceRules;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListNetworksResponse;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import io.netledger.proto.network.v1.PruneNetworksResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** PruneNetworks: all networks that no endpoint is on, in one decision. */
final class PruneNetworks {

  private static final String PRUNE =
      NetworkServiceGrpc.getPruneNetworksMethod().getFullMethodName();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PAGE = 1_000;

  private final Writing writing;
  private final Reads reads;

  PruneNetworks(Writing writing, Reads reads) {
    this.writing = writing;
    this.reads = reads;
  }

  PruneNetworksResponse prune(PruneNetworksRequest request) {
    PruneFilter filter =
        writing.recorded(
            request, PRUNE, () -> PruneFilter.parse(request.getFilterList(), Instant.now()));
    Optional<Set<String>> old = filter.until().map(this::madeBefore);
    AtomicReference<List<String>> found = new AtomicReference<>(List.of());
    Traced decision =
        new Traced(work -> {
          List<String> unused =
              Naming.networkIds(work).stream()
                  .filter(id -> isUnused(work, id, filter))
                  .filter(id -> old.isEmpty() || old.get().contains(id))
                  .sorted()
                  .toList();
          found.set(unused);
          unused.forEach(id -> NetworkRules.remove(work, id, false));
        });
    Appended appended = writing.write(request, PRUNE, decision, () -> "");
    if (request.getValidateOnly()) {
      return answer(found.get(), Duration.ZERO);
    }
    return answer(Writing.ids(appended, Kinds.NETWORK), PATIENCE);
  }

  private static boolean isUnused(Work work, String id, PruneFilter filter) {
    return switch (work.state(Kinds.NETWORK, id)) {
      case Network.Ready(var settings, _, var members, var coming) ->
          !settings.predefined()
              && members.isEmpty()
              && coming.isEmpty()
              && ServiceRules.on(work, id).isEmpty()
              && filter.allows(settings.labels());
      case Network.Absent _,
          Network.ConfigOnly _,
          Network.Requested _,
          Network.Failed _,
          Network.Removing _,
          Network.Removed _ ->
          false;
    };
  }

  /** States do not know their time; the view does. */
  private Set<String> madeBefore(Instant time) {
    Set<String> old = new HashSet<>();
    String token = "";
    do {
      ListNetworksResponse page =
          reads.listNetworks(
              ListNetworksRequest.newBuilder()
                  .addFilter("type=custom")
                  .setPageSize(PAGE)
                  .setPageToken(token)
                  .build());
      page.getNetworksList().stream()
          .filter(network ->
              Instant.ofEpochSecond(
                      network.getCreatedAt().getSeconds(), network.getCreatedAt().getNanos())
                  .isBefore(time))
          .forEach(network -> old.add(network.getId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return old;
  }

  private PruneNetworksResponse answer(List<String> ids, Duration wait) {
    Instant deadline = Instant.now().plus(wait);
    PruneNetworksResponse.Builder answer =
        PruneNetworksResponse.newBuilder().setRevision(writing.head());
    for (String id : ids) {
      try (var watch = writing.watches().onExisting(Kinds.NETWORK, id)) {
        var seen =
            watch.await(
                Network.Removed.class::isInstance, Duration.between(Instant.now(), deadline));
        answer
            .addNetworks(AnswerWords.network(seen))
            .setRevision(Math.max(answer.getRevision(), seen.revision()));
      }
    }
    return answer.build();
  }
}
