package io.netledger.agent.sync;

import io.netledger.agent.kernel.KernelRefusal;
import io.netledger.agent.plan.Owner;

/**
 * Something that could not be brought about, or not be removed.
 *
 * @param errno the kernel's; 0: it was not the kernel
 */
record Refusal(Owner owner, String message, int errno) {

  static Refusal of(Owner owner, KernelRefusal refusal) {
    return new Refusal(owner, String.valueOf(refusal.getMessage()), refusal.errno());
  }

  /** What it means for something that needs it. */
  Refusal passedOnTo(Owner dependent) {
    return new Refusal(dependent, owner + ": " + message, errno);
  }
}
