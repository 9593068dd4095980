package io.netledger.agent.sync;

import io.netledger.agent.kernel.Depth;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether there may be drift somewhere, by looks that cost little. */
final class DriftSigns {

  private static final int FEWEST_VISITS = 4;
  private static final int TURNS_A_ROUND = 120; // a minute of half seconds
  private static final int MOST_SWITCHES = 400;

  private final LinuxKernel kernel;
  private final HostSpec spec;
  private final HeldPlans held;
  private final FileRepair files;
  private final Deque<String> unvisited = new ArrayDeque<>();
  private final Deque<SetSysctl> unread = new ArrayDeque<>();

  DriftSigns(LinuxKernel kernel, HostSpec spec, HeldPlans held, FileRepair files) {
    this.kernel = kernel;
    this.spec = spec;
    this.held = held;
    this.files = files;
  }

  /** Whether there is something to it at the host, by a quick look at what it is about. */
  boolean isFounded(Suspicion suspicion) {
    return switch (suspicion) {
      case Suspicion.OfLink(var name) ->
          held.ownerOfLink(name)
              .map(owner -> !kernel.differencesAt(name, held.of(owner)).isEmpty())
              .orElseGet(() -> kernel.isOurs(name));
      case Suspicion.OfAddress(var prefix) -> held.hasHostAddress(prefix);
      case Suspicion.OfNeighbour(var change) -> kernel.isWrong(change, held.told());
      case Suspicion.Anything _ -> true;
      case Suspicion.Inside _ -> false;
    };
  }

  /** The sandboxes that are not as planned, or whose interfaces went with a link of the host. */
  Set<String> disturbed(Suspicion suspicion) {
    return switch (suspicion) {
      case Suspicion.OfLink(var name) -> uprooted(name);
      case Suspicion.Inside inside -> disturbed(inside);
      case Suspicion.OfAddress _, Suspicion.OfNeighbour _, Suspicion.Anything _ -> Set.of();
    };
  }

  private Set<String> uprooted(String parent) {
    Set<String> sandboxes = held.sandboxesOn(parent);
    return !sandboxes.isEmpty() && kernel.isAnother(parent) ? sandboxes : Set.of();
  }

  private Set<String> disturbed(Suspicion.Inside inside) {
    Set<String> disturbed = new HashSet<>();
    for (String id : kernel.sandboxesIn(inside.namespace())) {
      if (!kernel.isOwn(id, inside.by()) && isDisturbed(id, inside.depth())) {
        disturbed.add(id);
      }
    }
    return disturbed;
  }

  private boolean isDisturbed(String sandboxId, Depth depth) {
    return !kernel.differencesIn(sandboxId, depth, plansIn(sandboxId)).isEmpty();
  }

  private List<Plan> plansIn(String sandboxId) {
    return Stream.concat(
            Stream.of(new Owner.Sandbox(sandboxId)),
            spec.endpointsIn(sandboxId).stream().map(EndpointSpec::owner))
        .map(held::of)
        .toList();
  }

  /** Whether one of the host's switches is not as planned; of very many some at each call. */
  boolean isSwitched() {
    if (unread.isEmpty()) {
      held.plans().stream()
          .flatMap(plan -> plan.changes().stream())
          .filter(SetSysctl.class::isInstance)
          .map(SetSysctl.class::cast)
          .filter(it -> it.netns().equals(Netns.HOST))
          .distinct()
          .forEach(unread::add);
    }
    List<SetSysctl> some = next(unread, MOST_SWITCHES);
    return !some.isEmpty() && !kernel.differences(some).isEmpty();
  }

  /** Sandboxes whose namespaces somebody has unmounted. */
  Set<String> unmounted() {
    Set<String> unmounted = new HashSet<>(kernel.unmounted());
    unmounted.retainAll(sandboxes());
    return unmounted;
  }

  /** The sandboxes whose turn it is to be looked into. */
  List<String> nextVisits() {
    if (unvisited.isEmpty()) {
      unvisited.addAll(sandboxes());
    }
    return next(unvisited, Math.max(FEWEST_VISITS, 1 + sandboxes().size() / TURNS_A_ROUND));
  }

  /** Those of them that are not as planned. */
  Set<String> disturbed(List<String> visited) {
    Set<String> disturbed = new HashSet<>();
    visited.stream()
        .filter(id -> files.isNeeded(id) || isDisturbed(id, Depth.EVERYTHING))
        .forEach(disturbed::add);
    return disturbed;
  }

  /** The ids of the sandboxes that are there. */
  private List<String> sandboxes() {
    return held.all().keySet().stream()
        .filter(Owner.Sandbox.class::isInstance)
        .map(Owner::id)
        .toList();
  }

  private static <T> List<T> next(Deque<T> all, int most) {
    List<T> some = new ArrayList<>();
    while (some.size() < most && !all.isEmpty()) {
      some.add(all.poll());
    }
    return some;
  }
}
