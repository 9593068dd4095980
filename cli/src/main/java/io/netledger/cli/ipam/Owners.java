package io.netledger.cli.ipam;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names behind ids of ipam-service: pools go by networks, holders by sandboxes. */
final class Owners {

  private static final Pattern ID_PART = Pattern.compile("[0-9a-f]{1,64}");

  private final Session session;
  private final Past past;
  private final Optional<AsOf> ofNames;

  Owners(Session session) {
    this(session, new Past());
  }

  /** As it was. A revision is one of ipam-service's; names are as of its time. */
  Owners(Session session, Past past) {
    this.session = session;
    this.past = past;
    this.ofNames = past.asOf().flatMap(this::inTheOtherLog);
  }

  /** Empty for a revision that has not come, which ipam-service is about to refuse. */
  private Optional<AsOf> inTheOtherLog(AsOf asOf) {
    if (asOf.hasTime() || asOf.getRevision() == 0) {
      return Optional.of(asOf);
    }
    var request =
        ListEventsRequest.newBuilder().setAfterRevision(asOf.getRevision() - 1).setPageSize(1);
    return session
        .askIpam("reading the history", () -> session.history(true).listEvents(request.build()))
        .getEventsList()
        .stream()
        .findFirst()
        .map(Event::getTime)
        .map(time -> AsOf.newBuilder().setTime(time).build());
  }

  /** Names of all networks, by id. */
  Map<String, String> networks() {
    Map<String, String> names = new HashMap<>();
    for (Network network : Pages.all(this::networks)) {
      names.put(network.getId(), network.getName());
    }
    return names;
  }

  private Page<Network> networks(String token) {
    var request = ListNetworksRequest.newBuilder().setPageSize(Pages.LARGEST).setPageToken(token);
    ofNames.ifPresent(request::setAsOf);
    var answer =
        session.ask(
            "listing networks", About.ALL, () -> session.networks().listNetworks(request.build()));
    past.answered(Past.NETWORK, answer.getRevision());
    return new Page<>(answer.getNetworksList(), answer.getNextPageToken());
  }

  /** Names of the sandboxes with endpoints on a network, by the endpoint's id. */
  Map<String, String> sandboxesOn(String networkId) {
    Map<String, String> names = new HashMap<>();
    for (Endpoint endpoint : Pages.all(token -> endpoints(networkId, token))) {
      names.put(endpoint.getId(), endpoint.getSandbox());
    }
    return names;
  }

  private Page<Endpoint> endpoints(String networkId, String token) {
    var request =
        ListEndpointsRequest.newBuilder()
            .addFilter("network=" + networkId)
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    ofNames.ifPresent(request::setAsOf);
    var answer =
        session.ask(
            "listing endpoints",
            About.ALL,
            () -> session.networks().listEndpoints(request.build()));
    return new Page<>(answer.getEndpointsList(), answer.getNextPageToken());
  }

  List<Pool> pools(List<String> filters) {
    return Pages.all(token -> pools(filters, token));
  }

  private Page<Pool> pools(List<String> filters, String token) {
    var request =
        ListPoolsRequest.newBuilder()
            .addAllFilter(filters)
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    past.into(request::setAsOf);
    var answer = session.askIpam("listing pools", () -> session.pools().listPools(request.build()));
    past.answered(Past.IPAM, answer.getRevision());
    return new Page<>(answer.getPoolsList(), answer.getNextPageToken());
  }

  /**
   * The pools that a word of the user means: those of a network, or one by the beginning of its id.
   */
  List<Pool> named(String word) {
    for (Map.Entry<String, String> network : networks().entrySet()) {
      if (network.getValue().equals(word) || network.getKey().equals(word)) {
        List<Pool> pools = pools(List.of("owner=" + network.getKey()));
        if (pools.isEmpty()) {
          throw Failure.refused("network " + word + " has no subnets");
        }
        return pools;
      }
    }
    List<Pool> pools = ID_PART.matcher(word).matches() ? pools(List.of("id=" + word)) : List.of();
    List<Pool> begun = pools.stream().filter(pool -> pool.getId().startsWith(word)).toList();
    if (begun.size() != 1) {
      throw Failure.refused(
          begun.isEmpty()
              ? "no network and no pool is named " + word + ". See: netledger ipam ls"
              : "several pools begin with " + word + ". Type more of the id.");
    }
    return begun;
  }

  /** The pool of {@link #named} whose subnet has the address. */
  Pool named(String word, String address) {
    List<Pool> pools = named(word);
    return pools.stream()
        .filter(pool -> contains(pool, address))
        .findFirst()
        .orElseThrow(() ->
            Failure.refused(
                "Error response from daemon: Invalid address "
                    + address
                    + ": it is not in "
                    + String.join(", ", pools.stream().map(Pool::getSubnet).toList())));
  }

  private static boolean contains(Pool pool, String address) {
    try {
      return Cidr.parse(pool.getSubnet()).contains(IpAddress.parse(address));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("invalid address \"" + address + "\": " + e.getMessage());
    }
  }
}
