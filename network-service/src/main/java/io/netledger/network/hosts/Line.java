package io.netledger.network.hosts;

import io.netledger.network.plan.HostPlan;
import io.netledger.network.plan.PlanChanges;

/** The open stream to an agent. Nothing here blocks. */
public interface Line {

  /** Another message would be sent now, not queued. */
  boolean isReady();

  void send(HostPlan plan);

  void send(PlanChanges changes);

  /** Ends the stream: what the agent said could not be written. */
  void failed(RuntimeException why);

  /** Ends the stream because a newer one of the same host is there. */
  void replaced();

  /** Ends the stream because the host is removed. */
  void forgotten();
}
