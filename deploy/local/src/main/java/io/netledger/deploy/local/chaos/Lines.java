package io.netledger.deploy.local.chaos;

import io.grpc.Channel;
import io.netledger.wire.WireChannel;
import java.util.Optional;

/** To both services, whichever replica answers. */
final class Lines implements AutoCloseable {

  private final WireChannel network;
  private final WireChannel ipam;

  Lines(Stage stage) {
    network = WireChannel.open(stage.networkService(), "network-service", Optional.empty());
    ipam = WireChannel.open(stage.ipamService(), "ipam-service", Optional.empty());
  }

  WireChannel network() {
    return network;
  }

  Views views() {
    return new Views(network.grpc(), ipam.grpc());
  }

  Channel networkChannel() {
    return network.grpc();
  }

  @Override
  public void close() {
    network.close();
    ipam.close();
  }
}
