package io.netledger.deploy.local.bench;

import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.util.ArrayList;
import java.util.List;

/** Ours: one channel, as a client with many threads has it. */
final class Netledger implements Contestant, AutoCloseable {

  private final WireChannel channel;
  private final Place place;

  /** As seen from one of its hosts. */
  Netledger(Subject subject, Place place) {
    channel = WireChannel.open(new WireAddress.Unix(subject.socket()));
    this.place = place;
  }

  @Override
  public String name() {
    return "netledger";
  }

  @Override
  public NetledgerEngine caller() {
    return new NetledgerEngine(channel.grpc(), place.host());
  }

  @Override
  public List<String> onHost() {
    return place.entry();
  }

  @Override
  public List<String> inSandbox(String name) {
    List<String> entry = new ArrayList<>(place.entry());
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
