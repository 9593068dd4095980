package io.netledger.deploy.local.scale;

import com.google.protobuf.Duration;
import io.grpc.Channel;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.HostServiceGrpc.HostServiceBlockingStub;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.proto.network.v1.SandboxServiceGrpc.SandboxServiceBlockingStub;
import io.netledger.proto.network.v1.SandboxState;
import io.netledger.proto.network.v1.Subnet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is asked of network-service. An answer that says "not yet" is an error here. */
final class Town {

  private static final int PATIENCE_SECONDS = 60;
  private static final Duration PATIENCE =
      Duration.newBuilder().setSeconds(PATIENCE_SECONDS - 5).build();

  private final NetworkServiceBlockingStub networks;
  private final SandboxServiceBlockingStub sandboxes;
  private final HostServiceBlockingStub hosts;

  Town(Channel channel) {
    networks = NetworkServiceGrpc.newBlockingStub(channel);
    sandboxes = SandboxServiceGrpc.newBlockingStub(channel);
    hosts = HostServiceGrpc.newBlockingStub(channel);
  }

  void network(Layout.Net net) {
    var request =
        CreateNetworkRequest.newBuilder()
            .setName(net.name())
            .setInternal(net.internal())
            .addSubnets(Subnet.newBuilder().setSubnet(net.subnet()));
    var _ = networks().createNetwork(request.build());
  }

  void overlay(String name, String subnet) {
    var request =
        CreateNetworkRequest.newBuilder()
            .setName(name)
            .setDriver("overlay")
            .addSubnets(Subnet.newBuilder().setSubnet(subnet));
    var _ = networks().createNetwork(request.build());
  }

  /** Makes a sandbox; the file of its namespace on the host. */
  String sandbox(String name) {
    return sandbox(name, "");
  }

  /** As {@link #sandbox(String)}, on one of several hosts. */
  String sandbox(String name, String host) {
    var request = CreateSandboxRequest.newBuilder().setName(name).setHost(host).setWait(PATIENCE);
    Sandbox made = sandboxes().createSandbox(request.build()).getSandbox();
    if (made.getState() != SandboxState.SANDBOX_STATE_READY) {
      throw new IllegalStateException(name + " is " + made.getState());
    }
    return made.getNetnsPath();
  }

  /** As {@link #connect}, with the sandbox's port published at {@code hostPort}. */
  String publish(String network, String sandbox, int hostPort) {
    return connect(
        request(network, sandbox)
            .addPublish(PublishedPort.newBuilder().setHostPort(hostPort).setPort(Layout.PORT)));
  }

  /** Connects; the address, without prefix length. */
  String connect(String network, String sandbox) {
    return connect(request(network, sandbox));
  }

  /** Connects; the endpoint's id. */
  String attach(String network, String sandbox) {
    return attached(request(network, sandbox)).getId();
  }

  private String connect(ConnectRequest.Builder request) {
    String address = attached(request).getAddresses(0);
    return address.substring(0, address.indexOf('/'));
  }

  private Endpoint attached(ConnectRequest.Builder request) {
    Endpoint endpoint = networks().connect(request.build()).getEndpoint();
    if (endpoint.getState() != EndpointState.ENDPOINT_STATE_ATTACHED) {
      throw new IllegalStateException(
          request + " is " + endpoint.getState() + endpoint.getFailure());
    }
    return endpoint;
  }

  private static ConnectRequest.Builder request(String network, String sandbox) {
    return ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).setWait(PATIENCE);
  }

  /** Asks for an endpoint and does not wait for it. */
  void ask(String network, String sandbox) {
    var request = request(network, sandbox).setWait(Duration.getDefaultInstance());
    var _ = networks().connect(request.build());
  }

  boolean isAttached(String sandbox) {
    List<Endpoint> endpoints =
        sandboxes()
            .getSandbox(GetSandboxRequest.newBuilder().setSandbox(sandbox).build())
            .getSandbox()
            .getEndpointsList();
    return !endpoints.isEmpty()
        && endpoints.stream()
            .allMatch(each -> each.getState() == EndpointState.ENDPOINT_STATE_ATTACHED);
  }

  Host host(String name) {
    return hosts
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .getHost(GetHostRequest.newBuilder().setHost(name).build())
        .getHost();
  }

  /** With all its endpoints. */
  void removeSandbox(String name) {
    var request =
        RemoveSandboxRequest.newBuilder()
            .setSandbox(name)
            .setDetachEndpoints(true)
            .setWait(PATIENCE);
    SandboxState state = sandboxes().removeSandbox(request.build()).getSandbox().getState();
    if (state != SandboxState.SANDBOX_STATE_GONE) {
      throw new IllegalStateException(name + " is " + state);
    }
  }

  void removeNetwork(String name) {
    var request = RemoveNetworkRequest.newBuilder().setNetwork(name).setWait(PATIENCE);
    var _ = networks().removeNetwork(request.build());
  }

  /** Names of all sandboxes and of those networks that somebody has made. */
  List<String> left() {
    return Stream.concat(
            sandboxes()
                .listSandboxes(ListSandboxesRequest.getDefaultInstance())
                .getSandboxesList()
                .stream()
                .map(Sandbox::getName),
            networks()
                .listNetworks(ListNetworksRequest.newBuilder().addFilter("type=custom").build())
                .getNetworksList()
                .stream()
                .map(each -> each.getName()))
        .toList();
  }

  private NetworkServiceBlockingStub networks() {
    return networks.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private SandboxServiceBlockingStub sandboxes() {
    return sandboxes.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
