package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.proto.network.v1.CreateServiceRequest;
import io.netledger.proto.network.v1.CreateServiceResponse;
import io.netledger.proto.network.v1.GetServiceRequest;
import io.netledger.proto.network.v1.GetServiceResponse;
import io.netledger.proto.network.v1.ListServicesRequest;
import io.netledger.proto.network.v1.ListServicesResponse;
import io.netledger.proto.network.v1.RemoveServiceRequest;
import io.netledger.proto.network.v1.RemoveServiceResponse;
import io.netledger.proto.network.v1.ServiceServiceGrpc.ServiceServiceImplBase;

/** ServiceService on the wire. */
public final class ServiceRpc extends ServiceServiceImplBase {

  private final ServiceWrites writes;
  private final ServiceAnswers answers;

  public ServiceRpc(Writing writing, ServiceAnswers answers) {
    this.writes = new ServiceWrites(writing);
    this.answers = answers;
  }

  @Override
  public void createService(
      CreateServiceRequest request, StreamObserver<CreateServiceResponse> response) {
    answer(response, writes.create(request));
  }

  @Override
  public void getService(GetServiceRequest request, StreamObserver<GetServiceResponse> response) {
    answer(response, answers.get(request));
  }

  @Override
  public void listServices(
      ListServicesRequest request, StreamObserver<ListServicesResponse> response) {
    answer(response, answers.list(request));
  }

  @Override
  public void removeService(
      RemoveServiceRequest request, StreamObserver<RemoveServiceResponse> response) {
    answer(response, writes.remove(request));
  }

  private static <A> void answer(StreamObserver<A> response, A answer) {
    response.onNext(answer);
    response.onCompleted();
  }
}
