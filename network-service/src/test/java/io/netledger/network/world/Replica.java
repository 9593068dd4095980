package io.netledger.network.world;

import io.netledger.network.Service;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import io.netledger.wire.WireChannel;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What can be called at another replica. */
public final class Replica implements AutoCloseable {

  private final Service service;
  private final WireChannel channel;

  Replica(Service service) {
    this.service = service;
    this.channel = WireChannel.open(service.address());
  }

  /** A host whose agent is on the line to this replica. */
  public HandDrivenAgent host(String name) {
    return new HandDrivenAgent(channel.grpc(), name, Map.of(), "");
  }

  public NetworkServiceBlockingStub networks() {
    return NetworkServiceGrpc.newBlockingStub(channel.grpc())
        .withDeadlineAfter(World.CALL_SECONDS, TimeUnit.SECONDS);
  }

  public HistoryServiceBlockingStub history() {
    return HistoryServiceGrpc.newBlockingStub(channel.grpc())
        .withDeadlineAfter(World.CALL_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.close();
    service.close();
  }
}
