package io.netledger.agent.sync;

import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An agent on a host of the test's own, and the network-service it talks with. */
final class TestAgent implements AutoCloseable {

  private final TestHost host;
  private final Path socket;
  private final Optional<Reached> reached;
  private NetworkServiceByHand service;
  private @Nullable LinuxKernel kernel;
  private @Nullable AgentSync sync;

  TestAgent(TestHost host) throws IOException {
    this(host, Optional.empty());
  }

  /** Of a host that others reach. */
  TestAgent(TestHost host, Optional<Reached> reached) throws IOException {
    this.host = host;
    this.reached = reached;
    this.socket = host.directory().resolve("service.sock");
    this.service = new NetworkServiceByHand(address());
    start();
    service.answerCall();
  }

  NetworkServiceByHand service() {
    return service;
  }

  void start() {
    LinuxKernel started = host.kernel();
    var identity = new Identity("alpha", "boot-1", reached, started.capabilities(), "test");
    kernel = started;
    sync = AgentSync.start(identity, WireChannel.open(address()), started);
  }

  void stop() {
    if (sync != null) {
      sync.close();
    }
    if (kernel != null) {
      kernel.close();
    }
    sync = null;
    kernel = null;
  }

  void stopService() {
    service.close();
  }

  void startService() throws IOException {
    service = new NetworkServiceByHand(address());
  }

  private WireAddress address() {
    return new WireAddress.Unix(socket);
  }

  @Override
  public void close() throws IOException {
    stop();
    stopService();
    Files.deleteIfExists(socket);
  }
}
