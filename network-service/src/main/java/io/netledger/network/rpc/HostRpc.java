package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
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

/** HostService on the wire: what is stored of a host, and what its stream tells. */
public final class HostRpc extends HostServiceImplBase {

  private final HostQueries queries;
  private final HostSessions sessions;
  private final HostPlans plans;

  public HostRpc(HostQueries queries, HostSessions sessions, HostPlans plans) {
    this.queries = queries;
    this.sessions = sessions;
    this.plans = plans;
  }

  @Override
  public void getHost(GetHostRequest request, StreamObserver<GetHostResponse> response) {
    Answer<Counted> answer = queries.get(request.getHost());
    response.onNext(
        GetHostResponse.newBuilder()
            .setRevision(answer.revision())
            .setHost(host(answer.value()))
            .build());
    response.onCompleted();
  }

  @Override
  public void listHosts(ListHostsRequest request, StreamObserver<ListHostsResponse> response) {
    Listed<Counted> page =
        queries.list(
            new PageRequest(request.getFilterList(), request.getPageSize(), request.getPageToken()),
            sessions.connected());
    response.onNext(
        ListHostsResponse.newBuilder()
            .setRevision(page.revision())
            .addAllHosts(page.rows().stream().map(this::host).toList())
            .setNextPageToken(page.nextToken())
            .build());
    response.onCompleted();
  }

  private Host host(Counted counted) {
    String name = counted.row().id();
    HostStatus status = sessions.status(name);
    Host.Builder host =
        Host.newBuilder()
            .setName(name)
            .setRegisteredAt(RowWords.timestamp(counted.row().registeredAt()))
            .setConnected(status.connected())
            .setBootId(counted.row().bootId())
            .setAppliedRevision(status.appliedRevision())
            .setPlanRevision(Math.max(status.sentRevision(), plans.revisionOf(name)))
            .addAllCapabilities(counted.row().capabilities())
            .putAllMissing(counted.row().missing())
            .setUnderlayAddress(counted.row().underlayAddress())
            .setLastRefusal(status.lastRefusal())
            .setSandboxCount(counted.sandboxes())
            .setEndpointCount(counted.endpoints());
    if (!status.lastSeen().equals(Instant.EPOCH)) {
      host.setLastSeenAt(RowWords.timestamp(status.lastSeen()));
    }
    return host.build();
  }
}
