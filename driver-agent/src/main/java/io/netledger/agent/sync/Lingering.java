package io.netledger.agent.sync;

import io.netledger.agent.kernel.KernelRefusal;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.Observation;
import io.netledger.agent.kernel.Others;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Plan;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was to go and still stands, because the kernel or the file system has refused to remove it.
 * It is tried again and again; nobody may take it for gone before. What an agent before this one
 * has left is known by its mark alone.
 */
final class Lingering {

  private static final Logger LOG = LoggerFactory.getLogger(Lingering.class);

  private final LinuxKernel kernel;
  private final HostSpec spec;
  private final HeldPlans held;
  private final Map<Owner, Refusal> refused;
  private final Map<Owner, Refusal> refusals = new LinkedHashMap<>();
  private final Map<Owner, Plan> plans = new HashMap<>();
  private Set<Owner> gone = Set.of();

  /**
   * @param refused what could not be brought about, as it changes
   */
  Lingering(LinuxKernel kernel, HostSpec spec, HeldPlans held, Map<Owner, Refusal> refused) {
    this.kernel = kernel;
    this.spec = spec;
    this.held = held;
    this.refused = refused;
  }

  /**
   * Undoes plans, or parts of them, but for what a network still needs. All at once, which is much
   * faster; only if something of it is refused one after the other, to learn whose it is. Of those
   * that the host shall have in another way what is refused is only logged.
   */
  void remove(SequencedMap<Owner, Plan> old) {
    List<Change> all = old.values().stream().flatMap(it -> it.changes().stream()).toList();
    if (undo(new Plan(all)).isPresent()) {
      old.reversed().forEach((owner, plan) -> removeAlone(owner, plan, !spec.has(owner)));
    }
  }

  /** Undoes the whole plan of an owner. */
  void remove(Owner owner, Plan plan) {
    removeAlone(owner, plan, true);
  }

  private void removeAlone(Owner owner, Plan plan, boolean goes) {
    Optional<KernelRefusal> refusal = undo(plan);
    refusal.ifPresent(
        why -> LOG.atWarn().addKeyValue("owner", owner).setCause(why).log("could not be removed"));
    if (refusal.isPresent() && goes) {
      plans.put(owner, plan);
      refusals.put(owner, Refusal.of(owner, refusal.get()));
    }
  }

  private Optional<KernelRefusal> undo(Plan plan) {
    try {
      if (!plan.isEmpty()) {
        kernel.undo(plan.without(held.networkChanges()));
      }
      return Optional.empty();
    } catch (KernelRefusal e) {
      return Optional.of(e);
    }
  }

  /** Takes note of what is in no plan and could not be removed. */
  void found(Others others) {
    others
        .lingering()
        .forEach((owner, why) -> {
          LOG.atWarn().addKeyValue("owner", owner).setCause(why).log("could not be removed");
          refusals.put(owner, Refusal.of(owner, why));
        });
  }

  /** It is wanted again: what stands of it is made as it shall be, not removed. */
  void forget(Owner owner) {
    if (plans.remove(owner) != null) {
      refusals.remove(owner);
    }
  }

  /** Removes what is ours and in none of the plans. */
  void removeOthers(Collection<Plan> wanted, Observation seen) {
    Others others = kernel.removeOthers(wanted, seen, owners());
    found(others);
    if (!others.removed().isEmpty()) {
      LOG.atInfo().addKeyValue("removed", others.removed()).log("removed what is in no plan");
    }
    others
        .refusal()
        .ifPresent(e -> LOG.atWarn().setCause(e).log("could not remove all that is in no plan"));
  }

  /** Tries again; true if something is gone now. */
  boolean retry() {
    gone = refusals.isEmpty() ? Set.of() : whatGoesNow();
    return !gone.isEmpty();
  }

  private Set<Owner> whatGoesNow() {
    Set<Owner> before = Set.copyOf(refusals.keySet());
    List.copyOf(plans.entrySet()).forEach(entry -> retry(entry.getKey(), entry.getValue()));
    if (!plans.keySet().containsAll(refusals.keySet())) {
      retryOthers();
    }
    Set<Owner> going = new HashSet<>(before);
    going.removeAll(refusals.keySet());
    if (!going.isEmpty()) {
      LOG.atInfo().addKeyValue("owners", going).log("removed at last");
    }
    return going;
  }

  private void retry(Owner owner, Plan plan) {
    undo(plan)
        .ifPresentOrElse(why -> refusals.put(owner, Refusal.of(owner, why)), () -> forget(owner));
  }

  private void retryOthers() {
    Collection<Plan> wanted = held.plans();
    Others others = kernel.removeOthers(wanted, kernel.observe(wanted, Set.of()), plans.keySet());
    refusals
        .keySet()
        .removeIf(owner -> !plans.containsKey(owner) && !others.lingering().containsKey(owner));
    others.lingering().forEach((owner, why) -> refusals.put(owner, Refusal.of(owner, why)));
  }

  boolean has(Owner owner) {
    return refusals.containsKey(owner);
  }

  /** Whose still stands. */
  Set<Owner> owners() {
    return Set.copyOf(refusals.keySet());
  }

  /**
   * What must be named in each answer, lest it be taken for done: what lingers, but not a stray
   * thing of what stands as it should; and what could not be brought about and has just ceased to
   * linger.
   */
  List<Refusal> unsettled() {
    return Stream.concat(
            refusals.values().stream()
                .filter(it -> !spec.has(it.owner()) || refused.containsKey(it.owner()))
                .map(it -> refused.getOrDefault(it.owner(), it)),
            refused.values().stream().filter(it -> gone.contains(it.owner())))
        .toList();
  }
}
