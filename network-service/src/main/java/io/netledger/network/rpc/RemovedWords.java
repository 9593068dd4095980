package io.netledger.network.rpc;

import static java.util.stream.Collectors.groupingBy;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.proto.network.v1.RemovedEndpoint;
import io.netledger.proto.network.v1.RemovedSandbox;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What goes with a host, as clients see it. */
final class RemovedWords {

  private RemovedWords() {}

  /** Those sandboxes with those of the endpoints that are theirs, as they stand, by name. */
  static List<RemovedSandbox> of(Work work, List<String> sandboxes, List<String> endpoints) {
    Map<String, List<String>> bySandbox =
        endpoints.stream().collect(groupingBy(id -> request(work, id).sandboxId()));
    return sandboxes.stream()
        .map(id -> sandbox(work, id, bySandbox.getOrDefault(id, List.of())))
        .sorted(Comparator.comparing(RemovedSandbox::getName))
        .toList();
  }

  private static RemovedSandbox sandbox(Work work, String id, List<String> endpoints) {
    Sandbox state = work.state(Kinds.SANDBOX, id);
    return RemovedSandbox.newBuilder()
        .setId(id)
        .setName(state.asked().map(SandboxSettings::name).orElse(""))
        .setState(AnswerWords.state(state))
        .addAllEndpoints(
            endpoints.stream()
                .sorted(Comparator.comparingInt(endpoint -> request(work, endpoint).order()))
                .map(endpoint -> endpoint(work, endpoint))
                .toList())
        .build();
  }

  private static RemovedEndpoint endpoint(Work work, String id) {
    Endpoint state = work.state(Kinds.ENDPOINT, id);
    EndpointRequest request = request(work, id);
    return RemovedEndpoint.newBuilder()
        .setId(id)
        .setNetworkId(request.networkId())
        .setNetwork(
            work.state(Kinds.NETWORK, request.networkId())
                .asked()
                .map(NetworkSettings::name)
                .orElse(""))
        .addAllAddresses(
            state.addresses().map(Addressing::addresses).orElse(List.of()).stream()
                .map(Cidr::toString)
                .toList())
        .addAllPorts(request.ports().stream().map(PortWords::port).toList())
        .build();
  }

  private static EndpointRequest request(Work work, String endpoint) {
    return work.state(Kinds.ENDPOINT, endpoint).asked().orElseThrow();
  }
}
