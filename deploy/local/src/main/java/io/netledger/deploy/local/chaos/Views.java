package io.netledger.deploy.local.chaos;

import io.grpc.Channel;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.ListHostsRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What both services answer. */
final class Views {

  private static final int PAGE = 1_000;
  private static final int PATIENCE_SECONDS = 30;

  private final Channel network;
  private final Channel ipam;

  Views(Channel network, Channel ipam) {
    this.network = network;
    this.ipam = ipam;
  }

  /** Whether all hosts have all that they shall have, and nothing is on its way. */
  boolean isQuiet() {
    return HostServiceGrpc.newBlockingStub(network)
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .listHosts(ListHostsRequest.getDefaultInstance())
            .getHostsList()
            .stream()
            .allMatch(
                host -> host.getConnected() && host.getAppliedRevision() == host.getPlanRevision())
        && endpoints().stream()
            .allMatch(each -> each.getState() == EndpointState.ENDPOINT_STATE_ATTACHED);
  }

  /** Hosts that have found something changed by others, and what it was last. */
  List<String> damaged() {
    return HostServiceGrpc.newBlockingStub(network)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .listHosts(ListHostsRequest.getDefaultInstance())
        .getHostsList()
        .stream()
        .filter(host -> host.getDriftCount() > 0)
        .map(host -> host.getName() + ": " + host.getLastDrift().getFound())
        .toList();
  }

  List<Endpoint> endpoints() {
    return NetworkServiceGrpc.newBlockingStub(network)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .listEndpoints(ListEndpointsRequest.newBuilder().setPageSize(PAGE).build())
        .getEndpointsList();
  }

  List<Sandbox> sandboxes() {
    return SandboxServiceGrpc.newBlockingStub(network)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .listSandboxes(ListSandboxesRequest.newBuilder().setPageSize(PAGE).build())
        .getSandboxesList();
  }

  List<Network> networks() {
    return NetworkServiceGrpc.newBlockingStub(network)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .listNetworks(ListNetworksRequest.newBuilder().setPageSize(PAGE).build())
        .getNetworksList();
  }

  List<Pool> pools() {
    return IpamServiceGrpc.newBlockingStub(ipam)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .listPools(ListPoolsRequest.newBuilder().setPageSize(PAGE).build())
        .getPoolsList();
  }

  List<Address> addresses() {
    return IpamServiceGrpc.newBlockingStub(ipam)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .listAddresses(ListAddressesRequest.newBuilder().setPageSize(PAGE).build())
        .getAddressesList();
  }

  /** The whole log of network-service. */
  List<Event> networkLog() {
    return log(network);
  }

  /** The whole log of ipam-service. */
  List<Event> ipamLog() {
    return log(ipam);
  }

  private static List<Event> log(Channel service) {
    List<Event> events = new ArrayList<>();
    String token = "";
    do {
      var page =
          HistoryServiceGrpc.newBlockingStub(service)
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .listEvents(
                  ListEventsRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build());
      events.addAll(page.getEventsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return events;
  }
}
