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
import io.netledger.agent.plan.Plan;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds and repairs what differs from the plans that stand, though nobody asked for it. What comes
 * of one deed is told once: a bridge that is gone, not each of its ports.
 */
final class DriftRepair {

  private final LinuxKernel kernel;
  private final HostSpec spec;
  private final HeldPlans held;
  private final Lingering lingering;
  private final Map<Owner, String> broken = new HashMap<>();
  private String toldOfOthers = "";

  DriftRepair(LinuxKernel kernel, HostSpec spec, HeldPlans held, Lingering lingering) {
    this.kernel = kernel;
    this.spec = spec;
    this.held = held;
    this.lingering = lingering;
  }

  List<Finding> run(Set<String> sandboxIds) {
    Observation seen =
        sandboxIds.isEmpty()
            ? kernel.observeHost(held.plans())
            : kernel.observe(held.plans(), sandboxIds);
    List<Finding> findings = new ArrayList<>(removeOthers(seen));
    Map<Owner, List<Difference>> differences = differences(seen);
    Set<String> told = new HashSet<>();
    forgetRepaired(differences, sandboxIds);
    for (Owner owner : shared(differences)) {
      List<Difference> found = requireNonNull(differences.remove(owner));
      findings.addAll(tell(bring(owner, headline(found), found), told));
    }
    if (!differences.isEmpty()) {
      findings.addAll(repairEndpoints(differences, sandboxIds, told));
    }
    return findings;
  }

  /** What is as it should be again is told anew, should it break again; if it was looked at. */
  private void forgetRepaired(Map<Owner, List<Difference>> differences, Set<String> sandboxIds) {
    broken
        .keySet()
        .removeIf(owner ->
            !differences.containsKey(owner)
                && (!(owner instanceof Owner.Endpoint)
                    || sandboxIds.containsAll(sandboxesOf(Set.of(owner)))));
  }

  /** Networks and sandboxes come first, donors before guests: the others need them. */
  private List<Owner> shared(Map<Owner, List<Difference>> differences) {
    firewallFirst(differences);
    return differences.keySet().stream()
        .filter(owner -> !(owner instanceof Owner.Endpoint))
        .sorted(Comparator.comparing(spec::isGuest))
        .toList();
  }

  /**
   * Endpoints were judged by the host's side alone so far. Ports that are only unplugged, as all of
   * a bridge that was deleted, are plugged in together; the others' sandboxes are looked into.
   */
  private List<Finding> repairEndpoints(
      Map<Owner, List<Difference>> found, Set<String> sandboxIds, Set<String> told) {
    kernel.plugIn(found.keySet().stream().map(held::of).toList());
    Set<String> inside = new HashSet<>(sandboxIds);
    inside.addAll(sandboxesOf(differences(kernel.observeHost(held.plans())).keySet()));
    Map<Owner, List<Difference>> left = differences(kernel.observe(held.plans(), inside));
    List<Finding> findings = new ArrayList<>();
    found.forEach((owner, differences) ->
        findings.addAll(tell(bring(owner, headline(differences), left.get(owner)), told)));
    return findings;
  }

  /** What lingers is in no plan either, but that is known. */
  private List<Finding> removeOthers(Observation seen) {
    Others others = kernel.removeOthers(held.plans(), seen, lingering.owners());
    lingering.found(others);
    List<Finding> findings = new ArrayList<>();
    others
        .removed()
        .forEach(it -> findings.add(new Finding(Optional.empty(), it + " was in no plan", "")));
    others.lingering().values().forEach(refusal -> findings.add(othersStay(refusal)));
    String failure = others.refusal().map(it -> String.valueOf(it.getMessage())).orElse("");
    if (!failure.equals(toldOfOthers)) {
      toldOfOthers = failure;
      others.refusal().ifPresent(refusal -> findings.add(othersStay(refusal)));
    }
    return findings;
  }

  private static Finding othersStay(KernelRefusal refusal) {
    return new Finding(
        Optional.empty(), "something of ours was in no plan", String.valueOf(refusal.getMessage()));
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

  private List<Finding> tell(Optional<Finding> finding, Set<String> told) {
    return finding.filter(it -> !it.isRepaired() || !isConsequence(it, told)).stream().toList();
  }

  /**
   * @param left what is still to be done; null: nothing
   */
  private Optional<Finding> bring(Owner owner, String found, @Nullable List<Difference> left) {
    try {
      if (left != null) {
        kernel.ensure(new Plan(left.stream().map(Difference::change).toList()));
      }
      broken.remove(owner);
      return Optional.of(new Finding(Optional.of(owner), found, ""));
    } catch (KernelRefusal e) {
      String failure = String.valueOf(e.getMessage());
      return failure.equals(broken.put(owner, failure))
          ? Optional.empty() // told before
          : Optional.of(new Finding(Optional.of(owner), found, failure));
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

  /** Whether it is told already: by the same words, or because the network's bridge is. */
  private boolean isConsequence(Finding finding, Set<String> told) {
    boolean known =
        !told.add(finding.found())
            || finding.owner().flatMap(this::networkOf).filter(told::contains).isPresent();
    finding
        .owner()
        .filter(Owner.Network.class::isInstance)
        .filter(_ -> finding.found().contains(" was gone"))
        .ifPresent(owner -> told.add(owner.id()));
    return known;
  }

  private Optional<String> networkOf(Owner owner) {
    return owner instanceof Owner.Endpoint(var id)
        ? spec.endpoint(id).map(endpoint -> endpoint.networkId())
        : Optional.empty();
  }
}
