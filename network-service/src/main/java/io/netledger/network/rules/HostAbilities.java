package io.netledger.network.rules;

import static java.util.stream.Collectors.joining;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.host.Host;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.NetworkSettings;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * What drivers need of hosts' kernels. Only what a host's agent has tried in vain counts: of what
 * it has not told, nobody knows before the host is asked to do it.
 */
final class HostAbilities {

  private static final int SHOWN = 3;

  private HostAbilities() {}

  /**
   * @throws Rejection KIND_UNSUPPORTED if there are hosts, and none can do what the driver needs
   */
  static void someHostCan(Work work, NetworkSettings settings) {
    if (settings.predefined()) {
      return;
    }
    DriverOptions driver = settings.driver();
    List<String> hosts = Naming.hosts(work);
    List<Optional<String>> lacks = hosts.stream().map(it -> lack(work, it, driver)).toList();
    if (!hosts.isEmpty() && lacks.stream().allMatch(Optional::isPresent)) {
      throw new Rejection(
          Reason.KIND_UNSUPPORTED,
          "no host can do what driver %s needs: %s%s"
              .formatted(
                  driver.driver(),
                  lacks.stream().limit(SHOWN).flatMap(Optional::stream).collect(joining("; ")),
                  hosts.size() > SHOWN ? " and %d more".formatted(hosts.size() - SHOWN) : ""));
    }
  }

  /**
   * @throws Rejection KIND_UNSUPPORTED if the host cannot do what the driver needs
   */
  static void hostCan(Work work, String host, DriverOptions driver) {
    lack(work, host, driver)
        .ifPresent(lack -> {
          throw new Rejection(
              Reason.KIND_UNSUPPORTED,
              "driver %s does not work there: %s".formatted(driver.driver(), lack));
        });
  }

  /** "host alpha lacks ipvlan (Unknown device type)"; empty if it lacks nothing. */
  private static Optional<String> lack(Work work, String name, DriverOptions driver) {
    return switch (work.state(Kinds.HOST, name)) {
      case Host.Booted(_, var boot, _) ->
          driver.kinds().stream()
              .filter(boot.missing()::containsKey)
              .sorted()
              .map(kind -> "host %s lacks %s (%s)".formatted(name, kind, boot.missing().get(kind)))
              .findFirst();
      case Host.Unknown _, Host.Registered _ -> Optional.empty();
    };
  }
}
