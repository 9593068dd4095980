package io.netledger.deploy.local.chaos;

import io.netledger.eventstore.Verification;
import io.netledger.wire.Replicas;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** The deployment that chaos plays with. */
public interface Stage {

  /** What an operator does after a failure: starts what does not run, waits until it is ready. */
  void up();

  /** Takes the power of a host away and gives it back; waits until it is ready. */
  void reboot(Ground host);

  /**
   * The numbers of a victim's processes: of a service one for each replica, of agents one for each
   * host.
   *
   * @throws IllegalStateException if one does not run
   */
  List<Long> processes(Victim victim);

  /** The number of the process of that host's agent. */
  long agent(Ground host);

  /**
   * Puts a slow door before each network-service, through which the agents have to go. Closed, all
   * is as it was before.
   */
  Doors doors(SplittableRandom random);

  /** Slow doors. */
  interface Doors extends AutoCloseable {

    /** Breaks what goes through. */
    void breakAll();

    @Override
    void close();
  }

  /** Sockets of network-service. */
  Replicas networkService();

  /** Sockets of ipam-service. */
  Replicas ipamService();

  /** At least one. */
  List<Ground> hosts();

  /** Directory for the client's journal and output. */
  Path scratch();

  /** What a walk along the hash chain of a service's log finds. */
  Verification verify(Victim service);
}
