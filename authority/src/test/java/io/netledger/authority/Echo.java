package io.netledger.authority;

import io.grpc.stub.StreamObserver;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc.AgentServiceImplBase;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceImplBase;
import io.netledger.proto.history.v1.WatchEventsRequest;
import io.netledger.proto.history.v1.WatchEventsResponse;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetNetworkResponse;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceImplBase;
import io.netledger.wire.Caller;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers with who is calling. */
final class Echo extends NetworkServiceImplBase {

  @Override
  public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> response) {
    Caller caller = Caller.current();
    response.onNext(
        GetNetworkResponse.newBuilder()
            .setNetwork(Network.newBuilder().setName(caller.actor()).setId(caller.address()))
            .build());
    response.onCompleted();
  }

  /** Gives back what it hears. */
  static final class Agents extends AgentServiceImplBase {

    @Override
    public StreamObserver<AgentMessage> sync(StreamObserver<PlanMessage> plans) {
      return new StreamObserver<>() {
        @Override
        public void onNext(AgentMessage message) {
          plans.onNext(PlanMessage.getDefaultInstance());
        }

        @Override
        public void onError(Throwable broken) {
          // the caller went away
        }

        @Override
        public void onCompleted() {
          plans.onCompleted();
        }
      };
    }
  }

  /** Says something now, and something more when it may. */
  static final class History extends HistoryServiceImplBase {

    final CountDownLatch more = new CountDownLatch(1);

    @Override
    public void watchEvents(
        WatchEventsRequest request, StreamObserver<WatchEventsResponse> response) {
      response.onNext(WatchEventsResponse.getDefaultInstance());
      try {
        if (more.await(20, TimeUnit.SECONDS)) {
          response.onNext(WatchEventsResponse.getDefaultInstance());
        }
        response.onCompleted();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
