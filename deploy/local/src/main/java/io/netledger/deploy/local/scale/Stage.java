package io.netledger.deploy.local.scale;

import java.nio.file.Path;
import java.util.List;

/** The deployment, with one simulated host. */
public interface Stage {

  /** Socket of network-service. */
  Path networkService();

  /** The host's name. */
  String host();

  /** What to put before a command so that it runs on the host. */
  List<String> onHost();

  /**
   * The number of the driver-agent's process.
   *
   * @throws IllegalStateException if it does not run
   */
  long agent();

  /** Starts the driver-agent, which must not run, and does not wait for it. */
  void startAgent();

  /** Where output goes that nobody reads unless something fails. */
  Path log(String name);
}
