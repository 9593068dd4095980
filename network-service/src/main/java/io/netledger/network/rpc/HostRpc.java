package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.network.plan.HostPlans;
import io.netledger.proto.network.v1.DrainHostRequest;
import io.netledger.proto.network.v1.DrainHostResponse;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.GetHostResponse;
import io.netledger.proto.network.v1.HostServiceGrpc.HostServiceImplBase;
import io.netledger.proto.network.v1.ListHostsRequest;
import io.netledger.proto.network.v1.ListHostsResponse;
import io.netledger.proto.network.v1.RemoveHostRequest;
import io.netledger.proto.network.v1.RemoveHostResponse;
import io.netledger.proto.network.v1.UndrainHostRequest;
import io.netledger.proto.network.v1.UndrainHostResponse;

/** HostService on the wire. */
public final class HostRpc extends HostServiceImplBase {

  private final HostAnswers answers;
  private final HostWrites writes;

  public HostRpc(Writing writing, HostAnswers answers, HostPlans plans) {
    this.answers = answers;
    this.writes = new HostWrites(writing, answers, plans);
  }

  @Override
  public void getHost(GetHostRequest request, StreamObserver<GetHostResponse> response) {
    answer(response, answers.get(request));
  }

  @Override
  public void listHosts(ListHostsRequest request, StreamObserver<ListHostsResponse> response) {
    answer(response, answers.list(request));
  }

  @Override
  public void drainHost(DrainHostRequest request, StreamObserver<DrainHostResponse> response) {
    answer(response, writes.drain(request));
  }

  @Override
  public void undrainHost(
      UndrainHostRequest request, StreamObserver<UndrainHostResponse> response) {
    answer(response, writes.undrain(request));
  }

  @Override
  public void removeHost(RemoveHostRequest request, StreamObserver<RemoveHostResponse> response) {
    answer(response, writes.remove(request));
  }

  private static <A> void answer(StreamObserver<A> response, A answer) {
    response.onNext(answer);
    response.onCompleted();
  }
}
