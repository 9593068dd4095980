package io.netledger.network.rpc;

import static io.netledger.network.Nameplates.shortened;
import static java.util.stream.Collectors.joining;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.RequestFact;
import io.netledger.eventstore.rpc.Requests;
import io.netledger.eventstore.rpc.Summaries;
import io.netledger.network.Kinds;
import io.netledger.network.Nameplates;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.guest.GuestEvent;
import io.netledger.network.host.HostEvent;
import io.netledger.network.name.NameEvent;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.port.PortEvent;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.network.vni.VniEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each event means, as a sentence. Things go by their names, and by the first 12 digits of
 * their ids, as in Docker, where the names are forgotten.
 */
public final class Sentences implements Summaries {

  private final Nameplates names;

  public Sentences(Nameplates names) {
    this.names = names;
  }

  @Override
  public String summary(Recorded event) {
    String id = event.stream().id();
    return switch (event.stream().category()) {
      case "guests" -> guests(Kinds.GUESTS.codec().decode(event.payload()));
      case "names" -> names(id, Kinds.NETWORK_NAMES.codec().decode(event.payload()));
      case "network" -> network(id, Kinds.NETWORK.codec().decode(event.payload()));
      case "sandbox" -> sandbox(id, Kinds.SANDBOX.codec().decode(event.payload()));
      case "endpoint" -> endpoint(id, Kinds.ENDPOINT.codec().decode(event.payload()));
      case "service" ->
          ServiceSentences.service(
              names, names.of(id), Kinds.SERVICE.codec().decode(event.payload()));
      case "vnis" -> vnis(Kinds.VNIS.codec().decode(event.payload()));
      case "ports" -> ports(id, Kinds.PORTS.codec().decode(event.payload()));
      case "host" -> host(event.stream().id(), Kinds.HOST.codec().decode(event.payload()));
      case "join" -> JoinSentences.join(Kinds.JOIN.codec().decode(event.payload()));
      case "certificate" ->
          JoinSentences.renewal(id, Kinds.CERTIFICATE.codec().decode(event.payload()));
      case "request" -> request(Requests.KIND.codec().decode(event.payload()));
      default -> "";
    };
  }

  private static String names(String kind, NameEvent event) {
    return switch (event) {
      case NameEvent.NameClaimed(var name, var id) ->
          "%s %s has the name %s".formatted(kind, shortened(id), name);
      case NameEvent.NameFreed(var name, var id) ->
          "the name %s of %s %s is free again".formatted(name, kind, shortened(id));
    };
  }

  private String guests(GuestEvent event) {
    return switch (event) {
      case GuestEvent.GuestAdded(var donor, var guest) ->
          "sandbox %s is a guest of %s".formatted(names.of(guest), donor);
      case GuestEvent.GuestRemoved(var donor, var guest) ->
          "sandbox %s is no longer a guest of %s".formatted(names.of(guest), donor);
    };
  }

  private String network(String id, NetworkEvent event) {
    String name = names.of(id);
    return switch (event) {
      case NetworkEvent.NetworkRequested(var settings) -> requested(settings);
      case NetworkEvent.NetworkCreated(var pools) when pools.isEmpty() ->
          "network %s is ready, without subnets".formatted(name);
      case NetworkEvent.NetworkCreated(var pools) ->
          "network %s is ready with %s"
              .formatted(name, list(pools.stream().map(pool -> pool.subnet().toString()).toList()));
      case NetworkEvent.NetworkFailed(var failure) ->
          "network %s could not be made: %s".formatted(name, failure.message());
      case NetworkEvent.Change change -> changed(name, change);
      case NetworkEvent.EndpointAdded(var endpoint, var sandbox, _) ->
          "network %s has endpoint %s of sandbox %s"
              .formatted(name, shortened(endpoint), names.of(sandbox));
      case NetworkEvent.EndpointDropped(var endpoint) ->
          "network %s has lost endpoint %s".formatted(name, shortened(endpoint));
      case NetworkEvent.NetworkRemoving _ -> "network %s is being removed".formatted(name);
      case NetworkEvent.NetworkRemoved _ -> "network %s is removed".formatted(name);
    };
  }

  private String changed(String name, NetworkEvent.Change event) {
    return switch (event) {
      case NetworkEvent.NetworkRenamed(var now, var former) ->
          "network %s is now called %s".formatted(former, now);
      case NetworkEvent.NetworkRelabeled(var set, var removed) ->
          "network %s %s".formatted(name, relabeled(set, removed));
      case NetworkEvent.NetworkReconfigured(var bridge) ->
          "network %s has options %s".formatted(name, options(bridge.options()));
      case NetworkEvent.SubnetRequested(var subnet) ->
          "network %s shall have %s too".formatted(name, subnet.subnet().orElseThrow());
      case NetworkEvent.RangeRequested(_, var range) ->
          "network %s shall choose addresses from %s".formatted(name, range);
      case NetworkEvent.NetworkPoolAdded(var pool) ->
          "network %s has %s too".formatted(name, pool.subnet());
      case NetworkEvent.NetworkPoolWidened(_, var range) ->
          "network %s chooses addresses from %s".formatted(name, range);
      case NetworkEvent.NetworkPoolRefused(var failure) ->
          "network %s does not get it: %s".formatted(name, failure.message());
      case NetworkEvent.ConfigLent(var borrower) ->
          "configuration network %s is what network %s is made from"
              .formatted(name, names.of(borrower));
      case NetworkEvent.ConfigReturned(var borrower) ->
          "configuration network %s is free of network %s".formatted(name, names.of(borrower));
    };
  }

  private static String requested(NetworkSettings settings) {
    return "%s network %s was asked for%s"
        .formatted(
            settings.driver().driver(),
            settings.name(),
            settings.subnets().isEmpty()
                ? ""
                : " with "
                    + list(
                        settings.subnets().stream()
                            .map(subnet -> subnet.subnet().map(Object::toString).orElse("any"))
                            .toList()));
  }

  private static String options(Map<String, String> options) {
    return options.isEmpty() ? "as by default" : list(pairs(options));
  }

  private static List<String> pairs(Map<String, String> words) {
    return new TreeMap<>(words)
        .entrySet().stream().map(pair -> pair.getKey() + "=" + pair.getValue()).toList();
  }

  private static String relabeled(Map<String, String> set, List<String> removed) {
    List<String> words = new ArrayList<>();
    if (!set.isEmpty()) {
      words.add("has label " + list(pairs(set)));
    }
    if (!removed.isEmpty()) {
      words.add("has lost label " + list(removed));
    }
    return String.join(" and ", words);
  }

  private String sandbox(String id, SandboxEvent event) {
    String name = names.of(id);
    return switch (event) {
      case SandboxEvent.SandboxCreated(var settings) ->
          "sandbox %s was asked for on host %s%s"
              .formatted(settings.name(), settings.host(), stack(settings));
      case SandboxEvent.SandboxReady(var path) -> "sandbox %s is ready at %s".formatted(name, path);
      case SandboxEvent.SandboxFailed(var message) ->
          "sandbox %s was refused by its host: %s".formatted(name, message);
      case SandboxEvent.SandboxJoined(var endpoint, var network, var device, _) ->
          "sandbox %s joins network %s as %s, endpoint %s"
              .formatted(name, names.of(network), device, shortened(endpoint));
      case SandboxEvent.SandboxLeft(var endpoint) ->
          "sandbox %s has left with endpoint %s".formatted(name, shortened(endpoint));
      case SandboxEvent.SandboxModeChanged(var lone) ->
          "sandbox %s is %s network none".formatted(name, lone ? "on" : "off");
      case SandboxEvent.SandboxOrphaned(var donor) ->
          "sandbox %s has lost the namespace of sandbox %s and waits for another of its name"
              .formatted(name, names.of(donor));
      case SandboxEvent.SandboxRejoined(var donor) ->
          "sandbox %s shares the namespace of the new sandbox %s".formatted(name, names.of(donor));
      case SandboxEvent.SandboxRemoving(var forced) when forced ->
          "sandbox %s is given up without its host's word".formatted(name);
      case SandboxEvent.SandboxRemoving _ -> "sandbox %s is being removed".formatted(name);
      case SandboxEvent.SandboxRemoved _ -> "sandbox %s is removed".formatted(name);
    };
  }

  private static String stack(SandboxSettings settings) {
    return switch (settings.mode()) {
      case OWN -> "";
      case HOST -> ", with the host's network stack";
      case NONE -> ", without networks";
      case CONTAINER ->
          settings.namespace() instanceof Namespace.OfDonor(_, var donor, _)
              ? ", in the namespace of sandbox " + donor
              : "";
    };
  }

  private String endpoint(String id, EndpointEvent event) {
    String place = names.ofEndpoint(id);
    return switch (event) {
      case EndpointEvent.EndpointRequested(var request) ->
          "sandbox %s asks for network %s, endpoint %s"
              .formatted(
                  names.of(request.sandboxId()), names.of(request.networkId()), shortened(id));
      case EndpointEvent.EndpointAddressed(var addressing) ->
          "%s has %s, MAC %s"
              .formatted(
                  place,
                  list(addressing.addresses().stream().map(Object::toString).toList()),
                  addressing.mac());
      case EndpointEvent.EndpointAttached(var revision) ->
          "%s stands %s, by plan %d".formatted(place, names.placeOf(id), revision);
      case EndpointEvent.EndpointFailed(var failure) ->
          "%s was refused: %s".formatted(place, failure.message());
      case EndpointEvent.EndpointLeaving _ -> "%s is leaving".formatted(place);
      case EndpointEvent.EndpointDetached(var forced) when forced ->
          "%s is given up without its host's word".formatted(place);
      case EndpointEvent.EndpointDetached _ -> "%s is off its host".formatted(place);
      case EndpointEvent.EndpointRemoved _ -> "%s is gone, its addresses are free".formatted(place);
    };
  }

  private String ports(String host, PortEvent event) {
    return switch (event) {
      case PortEvent.PortsClaimed(var endpoint, var ports, _) ->
          "%s has the ports %s of host %s"
              .formatted(
                  names.ofEndpoint(endpoint),
                  list(ports.stream().map(Object::toString).toList()),
                  host);
      case PortEvent.PortsFreed(var endpoint) ->
          "the ports of %s are free on host %s".formatted(names.ofEndpoint(endpoint), host);
    };
  }

  private String vnis(VniEvent event) {
    return switch (event) {
      case VniEvent.VniClaimed(var vni, var network, var chosen) ->
          "network %s has %s VNI %d"
              .formatted(names.of(network), chosen ? "been given" : "asked for", vni);
      case VniEvent.VniFreed(var vni, var network) ->
          "VNI %d of network %s is free again".formatted(vni, names.of(network));
    };
  }

  private static String host(String name, HostEvent event) {
    return switch (event) {
      case HostEvent.HostRegistered _ -> "host %s is known".formatted(name);
      case HostEvent.HostBooted(var boot) -> "host %s has booted (%s)".formatted(name, boot.id());
      case HostEvent.HostProbed(_, var missing) ->
          missing.isEmpty()
              ? "host %s can do everything now".formatted(name)
              : "host %s can do everything now but %s"
                  .formatted(name, list(missing.keySet().stream().sorted().toList()));
      case HostEvent.HostMoved(var underlay) ->
          "host %s is reached by %s now"
              .formatted(name, underlay.map(Object::toString).orElse("no address"));
      case HostEvent.DriftDetected(var found, _, _, _) ->
          "host %s was not as planned: %s".formatted(name, found);
      case HostEvent.DriftRepaired(var found) ->
          "host %s is as planned again after: %s".formatted(name, found);
      case HostEvent.RepairFailed(var found, var failure) ->
          "host %s stays not as planned: %s: %s".formatted(name, found, failure);
      case HostEvent.HostDrained _ -> "host %s is drained".formatted(name);
      case HostEvent.HostUndrained _ -> "host %s takes new things again".formatted(name);
      case HostEvent.HostRemoved _ -> "host %s is removed".formatted(name);
    };
  }

  private static String request(RequestFact fact) {
    return switch (fact) {
      case RequestFact.RequestRefused(var method, var reason, var message, _) ->
          "%s was refused: %s: %s"
              .formatted(method.isEmpty() ? "a connection" : method, reason, message);
      case RequestFact.RequestUnneeded(var method, _) ->
          "%s found all as it asked for".formatted(method);
    };
  }

  private static String list(List<String> words) {
    return words.stream().collect(joining(", "));
  }
}
