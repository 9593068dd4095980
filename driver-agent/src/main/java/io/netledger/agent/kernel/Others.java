package io.netledger.agent.kernel;

import io.netledger.agent.plan.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of things that are ours and in no plan.
 *
 * @param removed in words
 * @param lingering why the rest could not be removed, by whose it is
 * @param refusal why the rest could not be removed of which nobody can say whose it is
 */
public record Others(
    List<String> removed, Map<Owner, KernelRefusal> lingering, Optional<KernelRefusal> refusal) {}
