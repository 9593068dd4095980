package io.netledger.network.rpc;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkEvent;
import io.netledger.proto.network.v1.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the events of an update touch, in words. */
final class Effects {

  private Effects() {}

  /** Whether hosts have to do with the event, not the ledger alone. */
  static boolean isOnHosts(NetworkEvent event) {
    return event instanceof NetworkEvent.NetworkReconfigured
        || event instanceof NetworkEvent.SubnetRequested;
  }

  /** How many endpoints of the network stand, or are about to, on each host. */
  static Map<String, Long> standing(Work work, Network network) {
    return new TreeMap<>(
        network.endpoints().endpoints().stream()
            .map(id -> work.state(Kinds.ENDPOINT, id))
            .filter(Effects::isPlanned)
            .flatMap(endpoint -> endpoint.asked().stream())
            .collect(groupingBy(request -> request.host(), counting())));
  }

  private static boolean isPlanned(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Addressed _, Endpoint.Attached _ -> true;
      case Endpoint.Absent _,
          Endpoint.Requested _,
          Endpoint.Failed _,
          Endpoint.Leaving _,
          Endpoint.Detached _,
          Endpoint.Removed _ ->
          false;
    };
  }

  /**
   * In the order of the events.
   *
   * @param before the network until then
   * @param standing how many endpoints each host has
   */
  static List<Effect> of(
      String id, Network before, Map<String, Long> standing, List<NetworkEvent> events) {
    return events.stream().flatMap(event -> of(id, before, standing, event)).toList();
  }

  private static Stream<Effect> of(
      String id, Network before, Map<String, Long> standing, NetworkEvent event) {
    return switch (event) {
      case NetworkEvent.NetworkRelabeled(var set, var removed) ->
          Stream.concat(
              new TreeMap<>(set)
                  .entrySet().stream()
                      .map(label ->
                          ledger("label %s=%s".formatted(label.getKey(), label.getValue()))),
              removed.stream().map(key -> ledger("no label " + key)));
      case NetworkEvent.NetworkReconfigured(var bridge) ->
          before.asked().map(settings -> settings.driver()).stream()
              .flatMap(driver -> reconfigured(id, driver, bridge).stream())
              .flatMap(words -> onHosts(words, standing));
      case NetworkEvent.SubnetRequested(var subnet) ->
          onHosts(
              "subnet %s with its gateway on bridge %s"
                  .formatted(subnet.subnet().orElseThrow(), bridgeOf(id, before)),
              standing);
      case NetworkEvent.RangeRequested(_, var range) ->
          Stream.of(ledger("addresses are chosen from " + range));
      case NetworkEvent.NetworkRequested _,
          NetworkEvent.NetworkCreated _,
          NetworkEvent.NetworkFailed _,
          NetworkEvent.NetworkRenamed _,
          NetworkEvent.NetworkPoolAdded _,
          NetworkEvent.NetworkPoolWidened _,
          NetworkEvent.NetworkPoolRefused _,
          NetworkEvent.ConfigLent _,
          NetworkEvent.ConfigReturned _,
          NetworkEvent.EndpointAdded _,
          NetworkEvent.EndpointDropped _,
          NetworkEvent.NetworkRemoving _,
          NetworkEvent.NetworkRemoved _ ->
          Stream.empty();
    };
  }

  /** What each option that is another one does to a host. */
  private static List<String> reconfigured(
      String id, DriverOptions before, DriverOptions.Bridge after) {
    Map<String, String> old = before.options();
    Map<String, String> now = after.options();
    TreeSet<String> options = new TreeSet<>(old.keySet());
    options.addAll(now.keySet());
    List<String> words = new ArrayList<>();
    for (String option : options) {
      if (!Objects.equals(old.get(option), now.get(option))) {
        words.add(words(option, bridgeOf(id, after), after));
      }
    }
    return words;
  }

  private static String words(String option, String bridge, DriverOptions.Bridge after) {
    return switch (option) {
      case "mtu" ->
          "mtu %s on bridge %s and at both ends of each endpoint"
              .formatted(
                  after.mtu().isPresent() ? after.mtu().getAsInt() : "of the kernel's default",
                  bridge);
      case "icc" ->
          after.icc()
              ? "endpoints on bridge %s reach each other".formatted(bridge)
              : "endpoints on bridge %s no longer reach each other".formatted(bridge);
      case "enable_ip_masquerade" ->
          after.masquerade()
              ? "packets from bridge %s to beyond leave with the host's address".formatted(bridge)
              : "packets from bridge %s to beyond leave with the sandbox's own address; connections that"
                      .formatted(bridge)
                  + " are there stay as they are";
      case "interface_prefix" ->
          "interfaces of sandboxes that are connected from now on are called %s and a number"
              .formatted(after.interfacePrefix().orElse("eth"));
      default -> "option %s is %s".formatted(option, after.options().getOrDefault(option, "gone"));
    };
  }

  private static String bridgeOf(String id, DriverOptions.Bridge bridge) {
    return bridge.bridgeName().orElseGet(() -> "br-" + id.substring(0, 12));
  }

  private static String bridgeOf(String id, Network network) {
    return network
        .asked()
        .map(settings ->
            switch (settings.driver()) {
              case DriverOptions.Bridge bridge -> bridgeOf(id, bridge);
              case DriverOptions.Overlay _ -> bridgeOf(id, DriverOptions.Bridge.PLAIN);
              case DriverOptions.Macvlan _,
                  DriverOptions.Ipvlan _,
                  DriverOptions.Host _,
                  DriverOptions.None _,
                  DriverOptions.Unsettled _ ->
                  "";
            })
        .orElse("");
  }

  private static Stream<Effect> onHosts(String words, Map<String, Long> standing) {
    if (standing.isEmpty()) {
      return Stream.of(ledger(words + ", as soon as a host has one"));
    }
    return standing.entrySet().stream()
        .map(host ->
            Effect.newBuilder()
                .setHost(host.getKey())
                .setEndpoints(Math.toIntExact(host.getValue()))
                .setDescription(words + ": " + counted(host.getValue()))
                .build());
  }

  private static String counted(long endpoints) {
    return endpoints == 1 ? "1 endpoint" : endpoints + " endpoints";
  }

  private static Effect ledger(String description) {
    return Effect.newBuilder().setDescription(description).build();
  }
}
