package io.netledger.deploy.local.chaos;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.netledger.proto.network.v1.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What hosts know of each other's endpoints is what the ledger says, and packets agree: who is on
 * one network reaches each other, and nobody else does.
 */
final class Overlay {

  /** After each link's name, what its tables say: as {@code bridge} and {@code ip} print them. */
  private static final String TABLES =
      """
      for link in $(ip -o link show type vxlan | sed 's/^[0-9]*: //;s/[:@].*//'); do
        echo "@$link"
        bridge -j fdb show dev "$link"
        ip -j neighbour show dev "$link"
      done
      """;

  private final Checks checks;
  private final List<Ground> hosts;
  private final List<Endpoint> endpoints;
  private final Map<String, String> underlays;

  Overlay(Checks checks, List<Ground> hosts, List<Endpoint> endpoints) {
    this.checks = checks;
    this.hosts = hosts;
    this.endpoints = endpoints;
    this.underlays = hosts.stream().collect(Collectors.toMap(Ground::name, Ground::underlay));
  }

  /** The name of a network's port that leads to other hosts. */
  static String link(String network) {
    return "nlx" + network.substring(0, Agreement.SHORT);
  }

  void check() {
    for (Ground host : hosts) {
      checks.same(
          "FDB and neighbour tables of " + host.name() + " equal the ledger",
          ledger(host),
          kernel(host));
    }
    new Reach(checks, hosts, endpoints).check();
  }

  /** What the host shall know: the others' endpoints of those networks that it has. */
  private List<String> ledger(Ground host) {
    Set<String> here =
        endpoints.stream()
            .filter(each -> each.getHost().equals(host.name()))
            .map(Endpoint::getNetworkId)
            .collect(Collectors.toSet());
    return endpoints.stream()
        .filter(each -> !each.getHost().equals(host.name()))
        .filter(each -> here.contains(each.getNetworkId()))
        .flatMap(this::known)
        .toList();
  }

  private Stream<String> known(Endpoint peer) {
    String link = link(peer.getNetworkId()) + ": ";
    String mac = peer.getMacAddress();
    return Stream.concat(
        Stream.of(
            link + mac + " is behind " + underlays.getOrDefault(peer.getHost(), "?"),
            link + mac + " is behind this port"),
        peer.getAddressesList().stream().map(address -> link + Reach.bare(address) + " is " + mac));
  }

  /** What it knows. */
  private static List<String> kernel(Ground host) {
    List<String> known = new ArrayList<>();
    String link = "";
    for (String line : host.shell().run(TABLES).lines().filter(it -> !it.isBlank()).toList()) {
      if (line.startsWith("@")) {
        link = line.substring(1);
      } else {
        for (JsonElement entry : JsonParser.parseString(line).getAsJsonArray()) {
          known(link + ": ", entry.getAsJsonObject()).forEach(known::add);
        }
      }
    }
    return known;
  }

  /** "permanent" is in the FDB what the link knows by itself, as its own MAC address. */
  private static Stream<String> known(String link, JsonObject entry) {
    if (entry.has("lladdr")) {
      return Stream.of(link + text(entry, "dst") + " is " + text(entry, "lladdr"));
    }
    if (entry.has("dst")) {
      return Stream.of(link + text(entry, "mac") + " is behind " + text(entry, "dst"));
    }
    return text(entry, "state").equals("permanent") || !entry.has("master")
        ? Stream.of()
        : Stream.of(link + text(entry, "mac") + " is behind this port");
  }

  private static String text(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null ? "" : value.getAsString();
  }
}
