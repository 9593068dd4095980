package io.netledger.network.rules;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.IpvlanFlag;
import io.netledger.network.network.IpvlanMode;
import io.netledger.network.network.MacvlanMode;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkSettings;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which networks may be on one parent. The kernel lets a link have children of one driver only; all
 * ipvlan children of a link have the mode and flag that were asked for last; and a macvlan in mode
 * passthru wants the link for itself. A network may come to any host, so this is judged by the
 * parent's name alone.
 */
final class SharedParents {

  private SharedParents() {}

  /** What a network does with its parent: equal ones get along, but for passthru. */
  private sealed interface Use {

    record Macvlan() implements Use {}

    record Alone() implements Use {}

    record Ipvlan(IpvlanMode mode, IpvlanFlag flag) implements Use {}
  }

  /**
   * @throws Rejection PARENT_IN_USE if another network keeps this one off its parent
   */
  static void check(Work work, String id, NetworkSettings settings) {
    Optional<String> parent = settings.driver().parent();
    if (parent.isEmpty()) {
      return;
    }
    for (String other : Naming.networkIds(work)) {
      work.state(Kinds.NETWORK, other)
          .asked()
          .filter(_ -> !other.equals(id))
          .filter(there -> there.driver().parent().equals(parent))
          .filter(there -> !getAlong(use(there.driver()), use(settings.driver())))
          .ifPresent(there -> {
            throw new Rejection(
                Reason.PARENT_IN_USE,
                "parent %s belongs to network %s (%s), which does not share it with %s"
                    .formatted(
                        parent.get(),
                        there.name(),
                        words(there.driver()),
                        words(settings.driver())));
          });
    }
  }

  private static boolean getAlong(Use one, Use other) {
    return one.equals(other) && !(one instanceof Use.Alone);
  }

  private static Use use(DriverOptions driver) {
    return switch (driver) {
      case DriverOptions.Macvlan it when it.mode() == MacvlanMode.PASSTHRU -> new Use.Alone();
      case DriverOptions.Macvlan _ -> new Use.Macvlan();
      case DriverOptions.Ipvlan it -> new Use.Ipvlan(it.mode(), it.flag());
      case DriverOptions.Bridge _,
          DriverOptions.Overlay _,
          DriverOptions.Host _,
          DriverOptions.None _,
          DriverOptions.Unsettled _ ->
          throw new IllegalArgumentException(driver + " has no parent");
    };
  }

  /**
   * In mode passthru a parent has one child.
   *
   * @throws Rejection PARENT_IN_USE if the host has an endpoint of this network already
   */
  static void checkPlace(Work work, Network network, String host) {
    Optional<DriverOptions> driver =
        network.asked().map(NetworkSettings::driver).filter(it -> isAlone(it));
    if (driver.isEmpty()) {
      return;
    }
    for (String endpoint : network.endpoints().endpoints()) {
      Optional<EndpointRequest> there =
          work.state(Kinds.ENDPOINT, endpoint).asked().filter(it -> it.host().equals(host));
      if (there.isPresent()) {
        throw new Rejection(
            Reason.PARENT_IN_USE,
            "parent %s of host %s has its one endpoint in macvlan_mode passthru: %.12s, of sandbox %s"
                .formatted(
                    driver.get().parent().orElse(""),
                    host,
                    endpoint,
                    Naming.sandboxNames(work)
                        .nameOf(there.get().sandboxId())
                        .orElse(there.get().sandboxId())));
      }
    }
  }

  private static boolean isAlone(DriverOptions driver) {
    return driver instanceof DriverOptions.Macvlan it && it.mode() == MacvlanMode.PASSTHRU;
  }

  private static String words(DriverOptions driver) {
    return driver.driver() + " " + new TreeMap<>(driver.options());
  }
}
