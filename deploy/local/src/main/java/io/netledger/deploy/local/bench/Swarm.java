package io.netledger.deploy.local.bench;

import java.nio.file.Path;

/** Two dockerds on the wire that our hosts are on: a manager, and a worker that has joined it. */
record Swarm(Dockerd manager, Dockerd worker) implements AutoCloseable {

  /** Numbers on the wire that no simulated host has. */
  private static final int FIRST = 201;

  /** Starts both in {@code directory}. */
  static Swarm start(Path directory, Wire wire) {
    Dockerd manager = Dockerd.start(directory.resolve("manager"));
    try {
      var swarm = new Swarm(manager, Dockerd.start(directory.resolve("worker")));
      swarm.form(wire);
      return swarm;
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private void form(Wire wire) {
    String first = wire.plugIn(manager.init(), FIRST);
    String second = wire.plugIn(worker.init(), FIRST + 1);
    try (DockerEngine one = manager.caller();
        DockerEngine other = worker.caller()) {
      other.joinSwarm(second, first, one.beginSwarm(first));
    }
  }

  @Override
  public void close() {
    worker.close();
    manager.close();
  }
}
