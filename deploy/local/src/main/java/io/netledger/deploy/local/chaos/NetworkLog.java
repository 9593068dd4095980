package io.netledger.deploy.local.chaos;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netledger.proto.events.v1.EndpointAddressed;
import io.netledger.proto.events.v1.EndpointRequested;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.network.v1.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The events of network-service, counted without its own code. */
final class NetworkLog {

  private final List<Event> events;
  private final Map<String, String> states = new LinkedHashMap<>();
  private final Map<String, List<String>> requested = new LinkedHashMap<>();
  private final Map<String, List<String>> left = new LinkedHashMap<>();
  private final Map<String, String> networks = new HashMap<>();
  private final Map<String, String> hosts = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private int moves;

  NetworkLog(List<Event> events) {
    this.events = events;
    events.forEach(this::fold);
  }

  /** An address of a network that was given to an endpoint of another host than the one before. */
  int moves() {
    return moves;
  }

  /** Who has the address is known before, who had it is known by its last endpoint. */
  private void addressed(Event event, String id) {
    try {
      var addressed = event.getPayload().unpack(EndpointAddressed.class);
      String network = networks.getOrDefault(id, "");
      String host = hosts.getOrDefault(id, "");
      for (String address : addressed.getAddressesList()) {
        String before = holders.put(network + " " + address, host);
        moves += before == null || before.equals(host) ? 0 : 1;
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(event.toString(), e);
    }
  }

  private void requested(Event event, String id) {
    try {
      var request = event.getPayload().unpack(EndpointRequested.class);
      networks.put(id, request.getNetworkId());
      hosts.put(id, request.getHost());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(event.toString(), e);
    }
  }

  private void fold(Event event) {
    if (!event.getStream().startsWith("endpoint/")) {
      return;
    }
    String id = event.getStream().substring("endpoint/".length());
    String type = shortType(event);
    states.put(id, type);
    switch (type) {
      case "EndpointRequested" -> {
        note(requested, event, id);
        requested(event, id);
      }
      case "EndpointAddressed" -> addressed(event, id);
      case "EndpointLeaving" -> note(left, event, id);
      default -> {}
    }
  }

  private static void note(Map<String, List<String>> into, Event event, String id) {
    into.computeIfAbsent(event.getRequestId(), _ -> new ArrayList<>()).add(id);
  }

  static String shortType(Event event) {
    return event.getType().substring(event.getType().lastIndexOf('.') + 1);
  }

  /** Revisions 1, 2, 3, … without a gap. */
  static void gapless(Checks checks, String what, List<Event> events) {
    checks.same(
        what,
        LongStream.rangeClosed(1, events.size()).mapToObj(Long::toString).toList(),
        events.stream().map(event -> Long.toString(event.getRevision())).toList());
  }

  /** The view has what is attached by the log. */
  void check(Checks checks, List<Endpoint> view) {
    gapless(checks, "network-service's revisions have no gap", events);
    checks.same(
        "what is attached in the log is attached in the view",
        states.entrySet().stream()
            .filter(each -> each.getValue().equals("EndpointAttached"))
            .map(Map.Entry::getKey)
            .toList(),
        view.stream().map(Endpoint::getId).toList());
    checks.same(
        "every endpoint of the log is attached or removed",
        List.of(),
        states.entrySet().stream()
            .filter(each ->
                !each.getValue().equals("EndpointAttached")
                    && !each.getValue().equals("EndpointRemoved"))
            .map(Map.Entry::toString)
            .toList());
  }

  /** Each request of the client is in the log once. */
  void check(Checks checks, Story story) {
    checks.same(
        "every answered request made or took off one endpoint, the one in the answer",
        story.answered().values().stream()
            .map(answer -> answer.id() + " [" + answer.endpoint() + "]")
            .toList(),
        story.answered().keySet().stream()
            .map(id ->
                id
                    + " "
                    + (story.sent(id).connect() ? requested : left).getOrDefault(id, List.of()))
            .toList());
    checks.same(
        "no request has two endpoints",
        List.of(),
        story.sent().keySet().stream()
            .filter(id ->
                requested.getOrDefault(id, List.of()).size()
                        + left.getOrDefault(id, List.of()).size()
                    > 1)
            .toList());
  }
}
