package io.netledger.agent.sync;

import static java.util.Objects.requireNonNull;

import io.netledger.agent.kernel.Difference;
import io.netledger.agent.kernel.KernelRefusal;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.Observation;
import io.netledger.agent.kernel.Others;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddFirewall;
import io.netledger.agent.plan.Change.AddSandbox;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.HostLink;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.Sharing.AddChild;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds and repairs what differs from the plans that stand, though nobody asked for it. What comes
 * of one deed is told once: a bridge that is gone, not each of its ports.
 */
final class DriftRepair {

  private final LinuxKernel kernel;
  private final HostSpec spec;
  private final HeldPlans held;
  private final Lingering lingering;
  private final FileRepair files;
  private final Map<Owner, Finding> broken = new HashMap<>();
  private String toldOfOthers = "";

  DriftRepair(
      LinuxKernel kernel, HostSpec spec, HeldPlans held, Lingering lingering, FileRepair files) {
    this.kernel = kernel;
    this.spec = spec;
    this.held = held;
    this.lingering = lingering;
    this.files = files;
  }

  /**
   * Looks at the host and into those sandboxes, and repairs.
   *
   * @param telling is told of each deed when it is found, before it is repaired, which may take a
   *     while; and then what became of it
   */
  void run(Set<String> sandboxIds, Consumer<Finding> telling) {
    Observation seen =
        sandboxIds.isEmpty()
            ? kernel.observeHost(held.plans())
            : kernel.observe(held.plans(), sandboxIds);
    Map<Owner, List<Difference>> differences = differences(seen);
    forgetRepaired(differences, sandboxIds, telling);
    Map<Owner, Finding> open = new HashMap<>();
    notice(differences, open, telling);
    removeOthers(seen, telling);
    firewallFirst(differences);
    Set<String> anew = new HashSet<>();
    for (Owner owner : shared(differences)) {
      List<Difference> found = requireNonNull(differences.remove(owner));
      anew.addAll(Peering.linksIn(found.stream().map(Difference::change).toList()));
      bring(owner, found, open, telling);
    }
    repairPeers(differences, anew, open, telling);
    if (!differences.isEmpty()) {
      repairEndpoints(differences, sandboxIds, open, telling);
    }
    sandboxIds.forEach(id -> files.run(id, telling));
  }

  /** Tells at once what was found, but for what follows from something else that was. */
  private void notice(
      Map<Owner, List<Difference>> differences,
      Map<Owner, Finding> open,
      Consumer<Finding> telling) {
    Set<String> told = new HashSet<>();
    List<Owner> inOrder = new ArrayList<>(shared(differences));
    differences.keySet().stream().filter(owner -> !isShared(owner)).forEach(inOrder::add);
    for (Owner owner : inOrder) {
      Finding finding =
          Finding.of(Optional.of(owner), headline(requireNonNull(differences.get(owner))));
      Finding before = broken.get(owner);
      if (before != null) {
        open.put(owner, before);
      } else if (!isConsequence(finding, told)) {
        telling.accept(finding);
        open.put(owner, finding.told());
      }
    }
  }

  /** What is as it should be again is told anew, should it break again; if it was looked at. */
  private void forgetRepaired(
      Map<Owner, List<Difference>> differences, Set<String> sandboxIds, Consumer<Finding> telling) {
    for (Owner owner : Set.copyOf(broken.keySet())) {
      boolean looked =
          !(owner instanceof Owner.Endpoint) || sandboxIds.containsAll(sandboxesOf(Set.of(owner)));
      if (looked && !differences.containsKey(owner)) {
        telling.accept(requireNonNull(broken.remove(owner)).repaired());
      }
    }
  }

  /** Networks and sandboxes come first, donors before guests: the others need them. */
  private List<Owner> shared(Map<Owner, List<Difference>> differences) {
    return differences.keySet().stream()
        .filter(DriftRepair::isShared)
        .sorted(Comparator.comparing(spec::isGuest))
        .toList();
  }

  private static boolean isShared(Owner owner) {
    return owner instanceof Owner.Network || owner instanceof Owner.Sandbox;
  }

  /** All together, also those that a link which was made anew has forgotten. */
  private void repairPeers(
      Map<Owner, List<Difference>> differences,
      Set<String> anew,
      Map<Owner, Finding> open,
      Consumer<Finding> telling) {
    Map<Owner, List<Difference>> lost = new LinkedHashMap<>();
    var peering = new Peering(kernel, held);
    held.all()
        .forEach((owner, plan) -> {
          List<Difference> found = differences.get(owner);
          if (owner instanceof Owner.Peer && (found != null || Peering.isBehind(anew, plan))) {
            lost.put(owner, found == null ? List.of() : found);
            peering.add(owner, plan, plan);
          }
        });
    differences.keySet().removeAll(lost.keySet());
    Set<Owner> refused = new HashSet<>();
    peering.bring((owner, _, _) -> refused.add(owner));
    lost.forEach(
        (owner, found) -> bring(owner, refused.contains(owner) ? found : List.of(), open, telling));
  }

  /**
   * Endpoints were judged by the host's side alone so far. Ports that are only unplugged, as all of
   * a bridge that was deleted, are plugged in together; the others' sandboxes are looked into.
   */
  private void repairEndpoints(
      Map<Owner, List<Difference>> found,
      Set<String> sandboxIds,
      Map<Owner, Finding> open,
      Consumer<Finding> telling) {
    kernel.plugIn(found.keySet().stream().map(held::of).toList());
    Set<String> inside = new HashSet<>(sandboxIds);
    inside.addAll(sandboxesOf(differences(kernel.observeHost(held.plans())).keySet()));
    Map<Owner, List<Difference>> left = differences(kernel.observe(held.plans(), inside));
    found
        .keySet()
        .forEach(owner -> bring(owner, left.getOrDefault(owner, List.of()), open, telling));
  }

  /** What lingers is in no plan either, but that is known. */
  private void removeOthers(Observation seen, Consumer<Finding> telling) {
    Others others = kernel.removeOthers(held.plans(), seen, lingering.owners());
    lingering.found(others);
    others
        .removed()
        .forEach(
            it -> telling.accept(Finding.of(Optional.empty(), it + " was in no plan").repaired()));
    others.lingering().values().forEach(refusal -> telling.accept(othersStay(refusal)));
    String failure = others.refusal().map(it -> String.valueOf(it.getMessage())).orElse("");
    if (!failure.equals(toldOfOthers)) {
      toldOfOthers = failure;
      others.refusal().ifPresent(refusal -> telling.accept(othersStay(refusal)));
    }
  }

  private static Finding othersStay(KernelRefusal refusal) {
    return Finding.of(Optional.empty(), "something of ours was in no plan")
        .failed(String.valueOf(refusal.getMessage()));
  }

  private Map<Owner, List<Difference>> differences(Observation seen) {
    Map<Owner, List<Difference>> differences = new LinkedHashMap<>();
    held.all()
        .forEach((owner, plan) -> {
          List<Difference> found = kernel.differences(plan, seen);
          if (!found.isEmpty()) {
            differences.put(owner, found);
          }
        });
    return differences;
  }

  private Set<String> sandboxesOf(Set<Owner> owners) {
    return owners.stream()
        .filter(Owner.Endpoint.class::isInstance)
        .flatMap(owner -> spec.endpoint(owner.id()).stream())
        .map(endpoint -> endpoint.sandboxId())
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** All networks' share of the firewall in one batch, so that no network is open meanwhile. */
  private void firewallFirst(Map<Owner, List<Difference>> differences) {
    List<Change> firewall =
        differences.values().stream()
            .flatMap(List::stream)
            .map(Difference::change)
            .filter(change -> change instanceof AddFirewall || change instanceof FirewallEntry)
            .distinct()
            .toList();
    try {
      kernel.ensure(new Plan(firewall));
    } catch (KernelRefusal _) {
      // each network tries again, and tells
    }
  }

  /**
   * Makes it so again, and tells what became of it.
   *
   * @param left what is still to be done
   */
  private void bring(
      Owner owner, List<Difference> left, Map<Owner, Finding> open, Consumer<Finding> telling) {
    Optional<Finding> told = Optional.ofNullable(open.get(owner));
    try {
      if (!left.isEmpty()) {
        kernel.ensure(new Plan(left.stream().map(Difference::change).toList()));
      }
      broken.remove(owner);
      told.ifPresent(finding -> telling.accept(finding.repaired()));
    } catch (KernelRefusal e) {
      String failure = String.valueOf(e.getMessage());
      Finding failed =
          told.orElseGet(() -> Finding.of(Optional.of(owner), headline(left))).failed(failure);
      Finding before = broken.put(owner, failed.told());
      if (before == null || !before.failure().equals(failure)) {
        telling.accept(failed);
      }
    }
  }

  /** The difference that explains the others. */
  private static String headline(List<Difference> differences) {
    return differences.stream()
        .filter(it ->
            HostLink.of(it.change()).isPresent()
                || it.change() instanceof AddChild
                || it.change() instanceof AddSandbox)
        .findFirst()
        .orElse(differences.getFirst())
        .found();
  }

  /** Whether it is told already: by the same words, or because what it needs is. */
  private boolean isConsequence(Finding finding, Set<String> told) {
    boolean known =
        !told.add(finding.found())
            || finding.owner().stream().flatMap(this::needs).anyMatch(told::contains);
    finding
        .owner()
        .filter(owner -> !(owner instanceof Owner.Endpoint))
        .filter(_ -> finding.found().contains(" was gone"))
        .ifPresent(owner -> told.add(owner.id()));
    return known;
  }

  /** The ids of an endpoint's network and sandbox, and of a guest's donor. */
  private Stream<String> needs(Owner owner) {
    return switch (owner) {
      case Owner.Endpoint(var id) ->
          spec.endpoint(id).stream()
              .flatMap(endpoint -> Stream.of(endpoint.networkId(), endpoint.sandboxId()));
      case Owner.Sandbox(var id) ->
          spec.sandbox(id).flatMap(spec::donorOf).map(SandboxSpec::id).stream();
      case Owner.Peer(var id) -> spec.peer(id).map(PeerSpec::networkId).stream();
      case Owner.Network _, Owner.Service _ -> Stream.empty();
    };
  }
}
