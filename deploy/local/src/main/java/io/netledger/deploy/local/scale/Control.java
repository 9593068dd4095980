package io.netledger.deploy.local.scale;

import java.nio.file.Path;

/** The deployment's network-service. */
public interface Control {

  /** Its socket. */
  Path networkService();

  /**
   * The number of its process.
   *
   * @throws IllegalStateException if it does not run
   */
  long process();

  /** Starts it, which must not run, and waits until it serves. */
  void start();
}
