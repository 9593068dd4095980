package io.netledger.network.rpc;

import io.netledger.eventstore.rpc.Moments;
import io.netledger.network.query.Answer;
import io.netledger.network.query.Connected;
import io.netledger.network.query.Listed;
import io.netledger.network.query.PageRequest;
import io.netledger.network.query.ServiceQueries;
import io.netledger.network.view.ServiceRow;
import io.netledger.proto.network.v1.GetServiceRequest;
import io.netledger.proto.network.v1.GetServiceResponse;
import io.netledger.proto.network.v1.ListServicesRequest;
import io.netledger.proto.network.v1.ListServicesResponse;

/** The reading calls of ServiceService, answered from the view. */
public final class ServiceAnswers {

  private final ServiceQueries queries;
  private final Moments moments;

  public ServiceAnswers(ServiceQueries queries, Moments moments) {
    this.queries = queries;
    this.moments = moments;
  }

  GetServiceResponse get(GetServiceRequest request) {
    Answer<Connected<ServiceRow>> answer =
        queries.get(request.getService(), moments.revision(request.hasAsOf(), request.getAsOf()));
    return GetServiceResponse.newBuilder()
        .setRevision(answer.revision())
        .setService(
            ServiceWords.service(answer.value().row()).toBuilder()
                .addAllBackends(
                    answer.value().endpoints().stream().map(RowWords::endpoint).toList()))
        .build();
  }

  ListServicesResponse list(ListServicesRequest request) {
    Listed<ServiceRow> page =
        queries.list(
            new PageRequest(
                request.getFilterList(),
                request.getPageSize(),
                request.getPageToken(),
                moments.revision(request.hasAsOf(), request.getAsOf())));
    return ListServicesResponse.newBuilder()
        .setRevision(page.revision())
        .addAllServices(page.rows().stream().map(ServiceWords::service).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }
}
