package io.netledger.deploy.local;

import io.netledger.deploy.local.scale.Control;
import io.netledger.deploy.local.scale.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A deployment with one simulated host, for who wants to see it full. */
final class ScaleStage implements Stage, Control {

  private final DataDirectory data;
  private final HostNamespace host;

  ScaleStage(DataDirectory data) {
    this.data = data;
    this.host = new HostNamespace("host-1", data);
  }

  @Override
  public Path networkService() {
    return data.socket(Programs.NETWORK_SERVICE);
  }

  @Override
  public String host() {
    return host.name();
  }

  @Override
  public List<String> onHost() {
    return host.entry();
  }

  @Override
  public long agent() {
    return RecordedProcess.in(data.process(host.agentName()))
        .orElseThrow(() -> new IllegalStateException(host.agentName() + " does not run"))
        .pid();
  }

  @Override
  public void startAgent() {
    var cache = CacheDirectory.standard(System.getenv(), data);
    Part agent = new Programs(data, cache).agent(host);
    var _ = agent.command().start(data.process(agent.name()), data.log(agent.name()));
  }

  @Override
  public long process() {
    return RecordedProcess.in(data.process(Programs.NETWORK_SERVICE))
        .orElseThrow(() -> new IllegalStateException("network-service does not run"))
        .pid();
  }

  @Override
  public void start() {
    try (var out =
            new PrintStream(
                Files.newOutputStream(
                    data.log("up"), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        var machine = Machine.open(data, Main.isRoot(), new Progress(out))) {
      machine.up(new HostChoice.AsBefore());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path log(String name) {
    return data.log(name);
  }
}
