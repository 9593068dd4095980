package io.netledger.deploy.local.chaos;

import io.netledger.eventstore.Verification;
import java.nio.file.Path;
import java.util.List;

/** The deployment that chaos plays with. */
public interface Stage {

  /** What an operator does after a failure: starts what does not run, waits until it is ready. */
  void up();

  /**
   * The number of a victim's process.
   *
   * @throws IllegalStateException if it does not run
   */
  long process(Victim victim);

  /** Socket of network-service. */
  Path networkService();

  /** Socket of ipam-service. */
  Path ipamService();

  /** What to put before a command so that it runs on the simulated host. */
  List<String> onHost();

  /** Directory for the client's journal and output. */
  Path scratch();

  /** What a walk along the hash chain of a service's log finds. */
  Verification verify(Victim service);
}
