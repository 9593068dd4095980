package io.netledger.network.rpc;

import io.netledger.eventstore.rpc.Moments;
import io.netledger.network.Etag;
import io.netledger.network.hosts.HostSessions;
import io.netledger.network.hosts.HostStatus;
import io.netledger.network.plan.HostPlans;
import io.netledger.network.query.Answer;
import io.netledger.network.query.HostQueries;
import io.netledger.network.query.HostQueries.Counted;
import io.netledger.network.query.Listed;
import io.netledger.network.query.PageRequest;
import io.netledger.network.view.HostRow;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.GetHostResponse;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostDrift;
import io.netledger.proto.network.v1.HostState;
import io.netledger.proto.network.v1.ListHostsRequest;
import io.netledger.proto.network.v1.ListHostsResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Hosts as clients see them: what is stored of them, and what their streams tell. */
public final class HostAnswers {

  private final HostQueries queries;
  private final HostSessions sessions;
  private final HostPlans plans;
  private final Moments moments;

  public HostAnswers(HostQueries queries, HostSessions sessions, HostPlans plans, Moments moments) {
    this.queries = queries;
    this.sessions = sessions;
    this.plans = plans;
    this.moments = moments;
  }

  GetHostResponse get(GetHostRequest request) {
    return get(request.getHost(), moments.revision(request.hasAsOf(), request.getAsOf()));
  }

  /** The host as it is now. */
  GetHostResponse now(String reference) {
    return get(reference, Optional.empty());
  }

  private GetHostResponse get(String reference, Optional<Long> asOf) {
    Answer<Counted> answer = queries.get(reference, asOf);
    return GetHostResponse.newBuilder()
        .setRevision(answer.revision())
        .setHost(host(answer.value(), asOf.isEmpty()))
        .build();
  }

  ListHostsResponse list(ListHostsRequest request) {
    Optional<Long> asOf = moments.revision(request.hasAsOf(), request.getAsOf());
    Listed<Counted> page =
        queries.list(
            new PageRequest(
                request.getFilterList(), request.getPageSize(), request.getPageToken(), asOf),
            sessions.connected());
    return ListHostsResponse.newBuilder()
        .setRevision(page.revision())
        .addAllHosts(page.rows().stream().map(row -> host(row, asOf.isEmpty())).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }

  /**
   * @param now whether its stream may tell too, which nobody has recorded
   */
  private Host host(Counted counted, boolean now) {
    HostRow row = counted.row();
    Host.Builder host =
        Host.newBuilder()
            .setName(row.id())
            .setRegisteredAt(RowWords.timestamp(row.registeredAt()))
            .setBootId(row.bootId())
            .addAllCapabilities(row.capabilities())
            .putAllMissing(row.missing())
            .setUnderlayAddress(row.underlayAddress())
            .setSandboxCount(counted.sandboxes())
            .setEndpointCount(counted.endpoints())
            .setState(row.drained() ? HostState.HOST_STATE_DRAINED : HostState.HOST_STATE_READY)
            .setEtag(Etag.of(row.id(), row.sequence()))
            .setDriftCount(row.driftCount());
    if (row.driftCount() > 0) {
      host.setLastDrift(drift(row.lastDrift()));
    }
    return (now ? live(host) : host).build();
  }

  private Host.Builder live(Host.Builder host) {
    HostStatus status = sessions.status(host.getName());
    long planRevision = Math.max(status.sentRevision(), plans.revisionOf(host.getName()));
    host.setConnected(status.connected())
        .setAppliedRevision(status.appliedRevision())
        .setPlanRevision(planRevision)
        .setLag(Math.max(0, planRevision - status.appliedRevision()))
        .setLastRefusal(status.lastRefusal());
    if (!status.lastSeen().equals(Instant.EPOCH)) {
      host.setLastSeenAt(RowWords.timestamp(status.lastSeen()));
    }
    if (!status.refusedAt().equals(Instant.EPOCH)) {
      host.setLastRefusalAt(RowWords.timestamp(status.refusedAt()));
    }
    return host;
  }

  private static HostDrift drift(HostRow.Drift drift) {
    return HostDrift.newBuilder()
        .setFound(drift.found())
        .setFoundAt(
            RowWords.timestamp(Instant.EPOCH.plus(drift.foundAtMicros(), ChronoUnit.MICROS)))
        .setEndpointId(drift.endpointId())
        .setNetworkId(drift.networkId())
        .setRepaired(drift.repaired())
        .setFailure(drift.failure())
        .build();
  }
}
