package io.netledger.deploy.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netledger.proto.network.v1.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who reaches whom, by a ping from each sandbox to every address there is. */
final class Reach {

  /** All at once: who is not reached takes a second. A lost packet is sent once more. */
  private static final String PINGS =
      """
      ping_all() {
        for address; do
          {
            ping -n -q -c 1 -W 1 "$address" || ping -n -q -c 1 -W 1 "$address"
          } >/dev/null 2>&1 && echo "$address" &
        done
        wait
      }
      ping_all\
      """;

  private final Checks checks;
  private final List<Ground> hosts;
  private final List<Endpoint> endpoints;

  Reach(Checks checks, List<Ground> hosts, List<Endpoint> endpoints) {
    this.checks = checks;
    this.hosts = hosts;
    this.endpoints = endpoints;
  }

  /** Without the prefix length. */
  static String bare(String address) {
    return address.substring(0, address.indexOf('/'));
  }

  /** Each pair is one check. */
  void check() {
    Map<String, Process> pings = new LinkedHashMap<>();
    bySandbox().forEach((sandbox, own) -> pings.put(sandbox, start(own.getFirst())));
    pings.forEach((sandbox, ping) -> check(sandbox, answered(ping)));
  }

  private Map<String, List<Endpoint>> bySandbox() {
    return endpoints.stream()
        .collect(
            Collectors.groupingBy(Endpoint::getSandboxId, LinkedHashMap::new, Collectors.toList()));
  }

  private Process start(Endpoint from) {
    Ground host =
        hosts.stream().filter(it -> it.name().equals(from.getHost())).findFirst().orElseThrow();
    List<String> targets =
        others(from.getSandboxId()).stream()
            .flatMap(each -> each.getAddressesList().stream())
            .map(Reach::bare)
            .toList();
    String inside = "nsenter --net=/run/netledger/netns/" + from.getSandboxId() + " sh -c '";
    try {
      return host.shell().start(inside + PINGS + " " + String.join(" ", targets) + "'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Endpoint> others(String sandbox) {
    return endpoints.stream().filter(each -> !each.getSandboxId().equals(sandbox)).toList();
  }

  private static Set<String> answered(Process ping) {
    try {
      ping.getOutputStream().close();
      return new String(ping.getInputStream().readAllBytes(), UTF_8)
          .lines()
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(String sandbox, Set<String> reached) {
    Set<String> networks =
        endpoints.stream()
            .filter(each -> each.getSandboxId().equals(sandbox))
            .map(Endpoint::getNetworkId)
            .collect(Collectors.toSet());
    for (Endpoint other : others(sandbox)) {
      boolean shared = networks.contains(other.getNetworkId());
      List<String> wrong = new ArrayList<>();
      other.getAddressesList().stream()
          .map(Reach::bare)
          .filter(address -> reached.contains(address) != shared)
          .forEach(wrong::add);
      checks.that(
          shared ? "who shares a network reaches each other" : "who shares none does not",
          wrong.isEmpty(),
          "from sandbox %s to %s of %s on %s: %s"
              .formatted(sandbox, wrong, other.getSandbox(), other.getNetwork(), reached));
    }
  }
}
