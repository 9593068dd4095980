package io.netledger.agent.sync;

import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.SpecChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a host as network-service says, and knows what came of it. Belongs to one thread. */
interface Keeper {

  /** Takes over what network-service says, several messages at once, and makes the host so. */
  void take(List<SpecChange> changes);

  /** Why it is not there, of those that a message has named. */
  Optional<Refusal> refusal(Owner owner);

  /** File of the sandbox's namespace, if it is there. */
  Optional<Path> namespaceOf(String sandboxId);

  /** Tries to remove what lingers; whether something of it is gone. */
  boolean retry();

  /** What was to go and still stands, with the reason. */
  List<Refusal> unsettled();

  /** Whether it was to go and still stands. */
  boolean lingers(Owner owner);
}
