package io.netledger.network.view;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.RequestFact;
import io.netledger.eventstore.rpc.Requests;
import io.netledger.network.Happening;
import io.netledger.network.Kinds;
import io.netledger.network.name.NameEvent;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.port.PortEvent;
import io.netledger.network.sandbox.SandboxEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the events of a batch are about, in the words of filters of the history. */
public final class Subjects {

  private final Mentions.Batch mentions;

  Subjects(Mentions.Batch mentions) {
    this.mentions = mentions;
  }

  /** How a thing is spelled whose id is known. */
  public static String thing(String kind, String id) {
    return kind + "/" + id;
  }

  /** How a thing is spelled that a refused request named, by its id or its name. */
  public static String asked(String kind, String word) {
    return "asked/" + kind + "/" + word;
  }

  /** What can be told of any event without knowing more than it. */
  void note(Recorded event) {
    mentions.note(event);
    switch (event.stream().category()) {
      case "names" -> named(event);
      case "ports" -> published(event);
      case "request" -> requested(event);
      default -> {
        // a happening, or of no thing that is filtered by
      }
    }
  }

  private void named(Recorded event) {
    String kind = event.stream().id().equals("bridge") ? "network" : event.stream().id();
    switch (Kinds.NETWORK_NAMES.codec().decode(event.payload())) {
      case NameEvent.NameClaimed(_, var id) -> about(kind, id, event);
      case NameEvent.NameFreed(_, var id) -> about(kind, id, event);
    }
  }

  private void published(Recorded event) {
    about("host", event.stream().id(), event);
    switch (Kinds.PORTS.codec().decode(event.payload())) {
      case PortEvent.PortsClaimed(var endpoint, _, _) -> about("endpoint", endpoint, event);
      case PortEvent.PortsFreed(var endpoint) -> about("endpoint", endpoint, event);
    }
  }

  private void requested(Recorded event) {
    switch (Requests.KIND.codec().decode(event.payload())) {
      case RequestFact.RequestUnneeded(_, var id) -> {
        for (String kind :
            new String[] {"network", "sandbox", "endpoint", "service"}) { // whichever it is
          about(kind, id, event);
        }
      }
      case RequestFact.RequestRefused refused ->
          refused.asked().forEach((field, word) -> asked(event, refused.method(), field, word));
    }
  }

  private void asked(Recorded event, String method, String field, String word) {
    String kind =
        switch (field) {
          case "name" -> named(method);
          case "donor" -> "sandbox";
          case "ipv4_address", "ipv6_address" -> "address";
          default -> field;
        };
    mentions.about(asked(kind, word), event.revision());
  }

  private static String named(String method) {
    if (method.contains("SandboxService")) {
      return "sandbox";
    }
    return method.contains("ServiceService") ? "service" : "network";
  }

  /**
   * The happening is about the thing of its stream and those that belong to it.
   *
   * @param row the thing's, as it is then; null if there is none
   */
  void note(Happening happening, @Nullable Row row) {
    Recorded event = happening.recorded();
    about(event.stream().category(), happening.id(), event);
    switch (happening) {
      case Happening.OfNetwork(_, NetworkEvent.EndpointAdded(var endpoint, var sandbox, _)) ->
          about(Map.of("endpoint", endpoint, "sandbox", sandbox), event);
      case Happening.OfNetwork(_, NetworkEvent.EndpointDropped(var endpoint)) ->
          about("endpoint", endpoint, event);
      case Happening.OfSandbox(_, SandboxEvent.SandboxJoined(var endpoint, var network, _, _)) ->
          about(Map.of("endpoint", endpoint, "network", network), event);
      case Happening.OfSandbox(_, SandboxEvent.SandboxLeft(var endpoint)) ->
          about("endpoint", endpoint, event);
      case Happening.OfNetwork _,
          Happening.OfSandbox _,
          Happening.OfEndpoint _,
          Happening.OfService _,
          Happening.OfHost _ -> {
        // nothing else is in it
      }
    }
    if (row != null) {
      belongs(row, event);
    }
  }

  private void belongs(Row row, Recorded event) {
    switch (row) {
      case SandboxRow sandbox -> about("host", sandbox.host(), event);
      case EndpointRow endpoint -> {
        about(Map.of("network", endpoint.networkId(), "sandbox", endpoint.sandboxId()), event);
        about("host", endpoint.host(), event);
        endpoint
            .addresses()
            .forEach(cidr -> about("address", Cidr.parse(cidr).address().toString(), event));
      }
      case ServiceRow service -> {
        about("network", service.networkId(), event);
        service.addresses().forEach(address -> about("address", address, event));
      }
      case NetworkRow _, HostRow _ -> {
        // belongs to nothing
      }
    }
  }

  private void about(Map<String, String> things, Recorded event) {
    things.forEach((kind, id) -> about(kind, id, event));
  }

  private void about(String kind, String id, Recorded event) {
    if (!id.isEmpty()) {
      mentions.about(thing(kind, id), event.revision());
    }
  }
}
