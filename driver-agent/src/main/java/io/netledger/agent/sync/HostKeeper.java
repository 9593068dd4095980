package io.netledger.agent.sync;

import io.netledger.agent.driver.HostPlanner;
import io.netledger.agent.kernel.Difference;
import io.netledger.agent.kernel.KernelRefusal;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.Observation;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SpecChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the kernel as the host's spec says. A whole spec is compared with the kernel and only the
 * difference done; changes go the short way, from the plan before to the plan now. Belongs to one
 * thread, a platform thread.
 */
final class HostKeeper implements Keeper {

  private static final Logger LOG = LoggerFactory.getLogger(HostKeeper.class);

  private final LinuxKernel kernel;
  private final HostPlanner planner = new HostPlanner();
  private final HostSpec spec = new HostSpec();
  private final HeldPlans held = new HeldPlans();
  private final Map<Owner, Refusal> refused = new LinkedHashMap<>();
  private final Lingering lingering;
  private final DriftRepair repair;
  private final DriftSigns signs;
  private final Optional<Reached> reached;
  private boolean toldTheWhole;

  /** Of a host that no other one reaches. */
  HostKeeper(LinuxKernel kernel) {
    this(kernel, Optional.empty());
  }

  HostKeeper(LinuxKernel kernel, Optional<Reached> reached) {
    this.kernel = kernel;
    this.reached = reached;
    this.lingering = new Lingering(kernel, spec, held, refused);
    FileRepair files = new FileRepair(kernel.names(), spec);
    this.repair = new DriftRepair(kernel, spec, held, lingering, files);
    this.signs = new DriftSigns(kernel, spec, held, files);
  }

  @Override
  public void take(List<SpecChange> changes) {
    lingering.retry();
    Set<Owner> touched = new LinkedHashSet<>();
    boolean whole = false;
    for (SpecChange change : changes) {
      touched.addAll(spec.take(change));
      whole |= change instanceof SpecChange.Whole;
    }
    toldTheWhole |= whole;
    if (whole) {
      reconcile();
      kernel.names().keepOnly(spec);
    } else {
      adjust(touched);
    }
    kernel.names().know(spec, touched);
  }

  /** Looks at the kernel and does what is missing; an agent that starts anew changes nothing. */
  private void reconcile() {
    spec.reachedBy(reached.map(it -> it.underlay(kernel)));
    Map<Owner, Plan> wanted = new LinkedHashMap<>();
    spec.owners().forEach(owner -> wanted.put(owner, planner.plan(spec, owner)));
    held.clear();
    refused.clear();
    Observation seen = kernel.observe(wanted.values(), sandboxIds(wanted.keySet()));
    lingering.removeOthers(wanted.values(), seen);
    var peering = new Peering(kernel, held);
    Set<String> anew = new HashSet<>();
    wanted.forEach((owner, plan) -> {
      List<Change> missing =
          kernel.differences(plan, seen).stream().map(Difference::change).toList();
      anew.addAll(Peering.linksIn(missing));
      if (owner instanceof Owner.Peer) {
        peering.add(owner, plan, Peering.isBehind(anew, plan) ? plan : new Plan(missing));
      } else {
        bring(owner, plan, new Plan(missing));
      }
    });
    peering.bring(this::bring);
  }

  private static Set<String> sandboxIds(Collection<Owner> owners) {
    return owners.stream()
        .filter(Owner.Sandbox.class::isInstance)
        .map(Owner::id)
        .collect(Collectors.toSet());
  }

  private void adjust(Set<Owner> touched) {
    Map<Owner, Plan> wanted = new LinkedHashMap<>();
    inOrder(touched).forEach(owner -> wanted.put(owner, planner.plan(spec, owner)));
    Set<Owner> mended = new HashSet<>();
    SequencedMap<Owner, Plan> old = new LinkedHashMap<>();
    for (var entry : wanted.entrySet()) {
      Owner owner = entry.getKey();
      Plan before = held.of(owner);
      old.put(owner, before.leftBehindBy(entry.getValue()));
      if (entry.getValue().mends(before)) {
        mended.add(owner);
      }
      if (held.has(owner)) {
        held.put(owner, before.within(entry.getValue()));
      }
      if (owner instanceof Owner.Sandbox && mended.contains(owner)) {
        mend(owner, entry.getValue()); // callers are led away from what goes before it goes
      }
    }
    lingering.remove(old);
    var peering = new Peering(kernel, held);
    wanted.forEach((owner, plan) -> {
      refused.remove(owner);
      Plan missing = plan.without(new HashSet<>(held.of(owner).changes()));
      if (plan.isEmpty() && !spec.has(owner)) {
        held.remove(owner);
      } else if (owner instanceof Owner.Peer) {
        peering.add(owner, plan, missing);
      } else if (mended.contains(owner)) {
        mend(owner, plan);
      } else {
        bring(owner, plan, missing);
      }
    });
    peering.bring(this::bring);
  }

  /** Changes what stands, in its place. What is refused stays; repairs try again, and tell. */
  private void mend(Owner owner, Plan plan) {
    Plan missing = plan.without(new HashSet<>(held.of(owner).changes()));
    held.put(owner, plan);
    try {
      kernel.ensure(missing);
    } catch (KernelRefusal e) {
      LOG.atWarn().addKeyValue("owner", owner).setCause(e).log("could not be changed");
    }
  }

  /**
   * Networks, then sandboxes, endpoints and peers; of each endpoint its network too if it is not
   * up, and that one's peers.
   */
  private Stream<Owner> inOrder(Set<Owner> touched) {
    Set<Owner> all = new LinkedHashSet<>(touched);
    touched.stream()
        .flatMap(owner -> endpoint(owner).stream())
        .flatMap(endpoint -> endpoint.needs().stream())
        .filter(refused::containsKey)
        .forEach(owner -> {
          all.add(owner);
          spec.peersOn(owner.id()).forEach(peer -> all.add(new Owner.Peer(peer)));
        });
    return Stream.of(
            Owner.Network.class, Owner.Sandbox.class, Owner.Endpoint.class, Owner.Peer.class)
        .flatMap(kind ->
            all.stream().filter(kind::isInstance).sorted(Comparator.comparing(spec::isGuest)));
  }

  private Optional<EndpointSpec> endpoint(Owner owner) {
    return owner instanceof Owner.Endpoint(var id) ? spec.endpoint(id) : Optional.empty();
  }

  /**
   * Brings about what is missing of an owner's plan, or leaves nothing of the plan. A guest whose
   * donor was refused keeps what it has.
   */
  private void bring(Owner owner, Plan wanted, Plan wantedMissing) {
    lingering.forget(owner);
    Plan plan = withoutRefusedDonor(wanted);
    Plan missing = withoutRefusedDonor(wantedMissing);
    Optional<Refusal> needed = neededAndRefused(owner);
    try {
      if (needed.isPresent()) {
        refuse(needed.get().passedOnTo(owner), plan);
        return;
      }
      if (!missing.isEmpty()) {
        kernel.apply(
            owner instanceof Owner.Network ? missing.without(held.networkChanges()) : missing);
      }
      held.put(owner, plan);
    } catch (KernelRefusal e) {
      refuse(Refusal.of(owner, e), plan);
    }
  }

  private Plan withoutRefusedDonor(Plan plan) {
    return new Plan(
        plan.changes().stream()
            .filter(change ->
                !(change instanceof Change.ShareSandbox(_, Netns.Sandbox(var donor)))
                    || !refused.containsKey(new Owner.Sandbox(donor)))
            .toList());
  }

  /** What an endpoint needs and has not got. */
  private Optional<Refusal> neededAndRefused(Owner owner) {
    return endpoint(owner).stream()
        .flatMap(endpoint -> endpoint.needs().stream())
        .flatMap(needed -> refusalOf(needed).stream())
        .findFirst();
  }

  private Optional<Refusal> refusalOf(Owner needed) {
    return spec.has(needed)
        ? Optional.ofNullable(refused.get(needed))
        : Optional.of(new Refusal(needed, "this host has not been told of it", 0));
  }

  private void refuse(Refusal refusal, Plan plan) {
    LOG.atWarn()
        .addKeyValue("owner", refusal.owner())
        .addKeyValue("errno", refusal.errno())
        .log("refused: {}", refusal.message());
    held.remove(refusal.owner());
    refused.put(refusal.owner(), refusal);
    lingering.remove(refusal.owner(), plan);
  }

  /**
   * Looks at the host and into those sandboxes, and repairs what differs from the plans. Before it
   * is told the whole, nothing does: an agent that starts while network-service is away must not
   * take what stands for what nobody wants.
   */
  List<Finding> repair(Set<String> sandboxIds) {
    List<Finding> findings = new ArrayList<>();
    repair(sandboxIds, findings::add);
    return findings.stream().filter(it -> it.outcome() != Finding.Outcome.OPEN).toList();
  }

  /**
   * As {@link #repair(Set)}.
   *
   * @param telling is told of each difference twice: when it is found, and what became of it
   */
  void repair(Set<String> sandboxIds, Consumer<Finding> telling) {
    if (toldTheWhole) {
      repair.run(sandboxIds, telling);
    }
  }

  /** Where there may be something to repair. */
  DriftSigns signs() {
    return signs;
  }

  @Override
  public boolean retry() {
    return lingering.retry();
  }

  @Override
  public List<Refusal> unsettled() {
    return lingering.unsettled();
  }

  @Override
  public boolean lingers(Owner owner) {
    return lingering.has(owner);
  }

  @Override
  public Optional<Refusal> refusal(Owner owner) {
    return Optional.ofNullable(refused.get(owner));
  }

  @Override
  public Optional<Path> namespaceOf(String sandboxId) {
    return held.has(new Owner.Sandbox(sandboxId))
        ? Optional.of(kernel.file(sandboxId))
        : Optional.empty();
  }
}
