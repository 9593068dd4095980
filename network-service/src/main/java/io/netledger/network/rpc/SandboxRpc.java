package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.CreateSandboxResponse;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.GetSandboxResponse;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.ListSandboxesResponse;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.RemoveSandboxResponse;
import io.netledger.proto.network.v1.SandboxServiceGrpc.SandboxServiceImplBase;

/** SandboxService on the wire. */
public final class SandboxRpc extends SandboxServiceImplBase {

  private final SandboxWrites writes;
  private final Reads reads;

  public SandboxRpc(Writing writing, Reads reads) {
    this.writes = new SandboxWrites(writing);
    this.reads = reads;
  }

  @Override
  public void createSandbox(
      CreateSandboxRequest request, StreamObserver<CreateSandboxResponse> response) {
    answer(response, writes.create(request));
  }

  @Override
  public void getSandbox(GetSandboxRequest request, StreamObserver<GetSandboxResponse> response) {
    answer(response, reads.getSandbox(request));
  }

  @Override
  public void listSandboxes(
      ListSandboxesRequest request, StreamObserver<ListSandboxesResponse> response) {
    answer(response, reads.listSandboxes(request));
  }

  @Override
  public void removeSandbox(
      RemoveSandboxRequest request, StreamObserver<RemoveSandboxResponse> response) {
    answer(response, writes.remove(request));
  }

  private static <A> void answer(StreamObserver<A> response, A answer) {
    response.onNext(answer);
    response.onCompleted();
  }
}
