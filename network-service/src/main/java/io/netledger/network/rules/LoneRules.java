package io.netledger.network.rules;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.name.Found;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.sandbox.SandboxCommand.JoinNone;
import io.netledger.network.sandbox.SandboxCommand.LeaveNone;

/**
 * Network none, as in Docker: to be on it is to be on no other. It has no endpoints; that a sandbox
 * is on it is the sandbox's mode.
 */
public final class LoneRules {

  private LoneRules() {}

  /** Whether {@code word} means network none, and nothing else. */
  public static boolean isNone(Work work, String word) {
    return Naming.networkNames(work).find(word) instanceof Found.One(var id)
        && work.state(Kinds.NETWORK, id)
            .asked()
            .filter(asked -> asked.driver() instanceof DriverOptions.None)
            .isPresent();
  }

  /** Puts the sandbox that {@code word} means on it, and returns the sandbox's id. */
  public static String join(Work work, String word) {
    String id = Naming.sandbox(work, word);
    work.decide(Kinds.SANDBOX, id, new JoinNone());
    return id;
  }

  /** Takes the sandbox off it, and returns the sandbox's id. */
  public static String leave(Work work, String word) {
    String id = Naming.sandbox(work, word);
    work.decide(Kinds.SANDBOX, id, new LeaveNone());
    return id;
  }
}
