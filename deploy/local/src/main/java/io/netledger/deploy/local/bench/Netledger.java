package io.netledger.deploy.local.bench;

import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.util.ArrayList;
import java.util.List;

/** Ours: one channel, as a client with many threads has it. */
final class Netledger implements Contestant, AutoCloseable {

  private final WireChannel channel;
  private final List<String> hostEntry;

  Netledger(Subject subject) {
    channel = WireChannel.open(new WireAddress.Unix(subject.socket()));
    hostEntry = subject.hostEntry();
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
  public List<String> onHost() {
    return hostEntry;
  }

  @Override
  public List<String> inSandbox(String name) {
    List<String> entry = new ArrayList<>(hostEntry);
    try (var engine = caller()) {
      entry.addAll(List.of("nsenter", "--net=" + engine.namespace(name), "--"));
    }
    return entry;
  }

  @Override
  public void close() {
    channel.close();
  }
}
