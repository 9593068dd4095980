package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.network.hosts.HostSessions;
import io.netledger.network.hosts.HostStatus;
import io.netledger.network.plan.HostPlans;
import io.netledger.network.query.Answer;
import io.netledger.network.query.HostQueries;
import io.netledger.network.query.HostQueries.Counted;
import io.netledger.network.query.Listed;
import io.netledger.network.query.PageRequest;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.GetHostResponse;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostServiceGrpc.HostServiceImplBase;
import io.netledger.proto.network.v1.ListHostsRequest;
import io.netledger.proto.network.v1.ListHostsResponse;
import java.time.Instant;
import java.util.Optional;

/** HostService on the wire: what is stored of a host, and what its stream tells. */
public final class HostRpc extends HostServiceImplBase {

  private final HostQueries queries;
  private final HostSessions sessions;
  private final HostPlans plans;
  private final Moments moments;

  public HostRpc(HostQueries queries, HostSessions sessions, HostPlans plans, Moments moments) {
    this.moments = moments;
    this.queries = queries;
    this.sessions = sessions;
    this.plans = plans;
  }

  @Override
  public void getHost(GetHostRequest request, StreamObserver<GetHostResponse> response) {
    Optional<Long> asOf = moments.revision(request.hasAsOf(), request.getAsOf());
    Answer<Counted> answer = queries.get(request.getHost(), asOf);
    response.onNext(
        GetHostResponse.newBuilder()
            .setRevision(answer.revision())
            .setHost(host(answer.value(), asOf.isEmpty()))
            .build());
    response.onCompleted();
  }

  @Override
  public void listHosts(ListHostsRequest request, StreamObserver<ListHostsResponse> response) {
    Optional<Long> asOf = moments.revision(request.hasAsOf(), request.getAsOf());
    Listed<Counted> page =
        queries.list(
            new PageRequest(
                request.getFilterList(), request.getPageSize(), request.getPageToken(), asOf),
            sessions.connected());
    response.onNext(
        ListHostsResponse.newBuilder()
            .setRevision(page.revision())
            .addAllHosts(page.rows().stream().map(row -> host(row, asOf.isEmpty())).toList())
            .setNextPageToken(page.nextToken())
            .build());
    response.onCompleted();
  }

  /**
   * @param now whether its stream may tell too, which nobody has recorded
   */
  private Host host(Counted counted, boolean now) {
    Host.Builder host =
        Host.newBuilder()
            .setName(counted.row().id())
            .setRegisteredAt(RowWords.timestamp(counted.row().registeredAt()))
            .setBootId(counted.row().bootId())
            .addAllCapabilities(counted.row().capabilities())
            .putAllMissing(counted.row().missing())
            .setUnderlayAddress(counted.row().underlayAddress())
            .setSandboxCount(counted.sandboxes())
            .setEndpointCount(counted.endpoints());
    return (now ? live(host) : host).build();
  }

  private Host.Builder live(Host.Builder host) {
    HostStatus status = sessions.status(host.getName());
    host.setConnected(status.connected())
        .setAppliedRevision(status.appliedRevision())
        .setPlanRevision(Math.max(status.sentRevision(), plans.revisionOf(host.getName())))
        .setLastRefusal(status.lastRefusal());
    return status.lastSeen().equals(Instant.EPOCH)
        ? host
        : host.setLastSeenAt(RowWords.timestamp(status.lastSeen()));
  }
}
