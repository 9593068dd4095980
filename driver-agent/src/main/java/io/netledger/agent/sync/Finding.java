package io.netledger.agent.sync;

import io.netledger.agent.plan.Owner;
import java.util.Optional;

/**
 * A difference between plan and kernel that nobody asked for, and what became of it.
 *
 * @param owner whose plan it was; empty: it was in no plan
 * @param found what was different, in words
 * @param failure why it could not be repaired; empty: it stands again as planned
 */
record Finding(Optional<Owner> owner, String found, String failure) {

  boolean isRepaired() {
    return failure.isEmpty();
  }
}
