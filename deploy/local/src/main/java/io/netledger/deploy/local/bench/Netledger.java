package io.netledger.deploy.local.bench;

import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.nio.file.Path;

/** Ours: one channel, as a client with many threads has it. */
final class Netledger implements Contestant, AutoCloseable {

  private final WireChannel channel;

  Netledger(Path socket) {
    channel = WireChannel.open(new WireAddress.Unix(socket));
  }

  @Override
  public String name() {
    return "netledger";
  }

  @Override
  public NetledgerEngine caller() {
    return new NetledgerEngine(channel.grpc());
  }

  @Override
  public void close() {
    channel.close();
  }
}
