package io.netledger.agent.sync;

import io.netledger.proto.agent.v1.PlanMessage;

/** Sees what an agent is told and when it has answered. */
public interface Witness {

  /** Sees nothing. */
  Witness NOBODY =
      new Witness() {
        @Override
        public void told(PlanMessage message) {}

        @Override
        public void answered(long revision) {}
      };

  /** A message has come. On a thread of the stream, which must not be held up. */
  void told(PlanMessage message);

  /**
   * All messages that had come are carried out and answered. On the agent's thread.
   *
   * @param revision of the last of them
   */
  void answered(long revision);
}
