package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.witness.Pause;
import io.netledger.deploy.local.witness.Shell;
import java.time.Duration;

/** A contestant's network over two hosts, with a sandbox on each. */
final class OverlayGround implements AutoCloseable {

  private static final String NETWORK = "overlay";
  private static final String CLIENT = "overlay-client";
  private static final String GUEST = "overlay-guest";
  private static final int PORT = 5201;

  /** Swarm's peers learn of each other a moment after the calls have returned. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Engine second;
  private final Shell client;
  private final Iperf.Server server;
  private final String address;
  private final Samples connects = new Samples();

  /** Makes it, and returns when packets go from the second host to the first. */
  OverlayGround(Contestant first, Contestant second) {
    name = first.name();
    try (Engine engine = first.caller()) {
      engine.overlay(NETWORK);
      address = engine.publish(NETWORK, "overlay-server", PORT);
    }
    this.second = second.caller();
    this.second.sandbox(CLIENT);
    this.second.sandbox(GUEST);
    this.second.connect(NETWORK, CLIENT);
    client = new Shell(second.inSandbox(CLIENT));
    awaitAnswer();
    server = Iperf.serve(new Shell(first.inSandbox("overlay-server")), PORT);
  }

  private void awaitAnswer() {
    String ping = "ping -n -c 1 -W 1 " + address + " >/dev/null && echo yes || echo no";
    if (!Pause.until(() -> client.run(ping).startsWith("yes"), PATIENCE, 100)) {
      throw new IllegalStateException(
          name + ": no packet reaches " + address + " on the other host");
    }
  }

  String name() {
    return name;
  }

  /** A further sandbox comes to the network on the second host, and goes. */
  void round(boolean counts) {
    long begin = System.nanoTime();
    second.connect(NETWORK, GUEST);
    long duration = System.nanoTime() - begin;
    second.disconnect(NETWORK, GUEST);
    if (counts) {
      connects.add(duration);
    }
  }

  Samples connects() {
    return connects;
  }

  double megabitsPerSecond(int seconds) {
    return Iperf.megabitsPerSecond(client, address, PORT, seconds);
  }

  @Override
  public void close() {
    server.close();
    second.close();
  }
}
