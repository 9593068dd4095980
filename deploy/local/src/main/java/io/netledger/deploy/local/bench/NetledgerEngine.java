package io.netledger.deploy.local.bench;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.netledger.address.Cidr;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import io.netledger.proto.network.v1.NetworkState;
import io.netledger.proto.network.v1.PortProtocol;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.proto.network.v1.SandboxServiceGrpc.SandboxServiceBlockingStub;
import io.netledger.proto.network.v1.SandboxState;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Calls network-service. An answer that says "not yet" is an error here. */
final class NetledgerEngine implements Engine {

  private static final int LIMIT_SECONDS = 60;

  private final String host;
  private final NetworkServiceBlockingStub networks;
  private final SandboxServiceBlockingStub sandboxes;

  /** Sandboxes are made on {@code host}. */
  NetledgerEngine(Channel channel, String host) {
    this.host = host;
    networks = NetworkServiceGrpc.newBlockingStub(channel);
    sandboxes = SandboxServiceGrpc.newBlockingStub(channel);
  }

  @Override
  public void sandbox(String name) {
    var request = CreateSandboxRequest.newBuilder().setName(name).setHost(host).build();
    expect(
        SandboxState.SANDBOX_STATE_READY,
        answer("create sandbox " + name, () -> sandboxes().createSandbox(request))
            .getSandbox()
            .getState());
  }

  @Override
  public String publish(String network, String sandbox, int port) {
    sandbox(sandbox);
    var published =
        PublishedPort.newBuilder()
            .setHostPort(port)
            .setPort(port)
            .setProtocol(PortProtocol.PORT_PROTOCOL_TCP);
    var request =
        ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).addPublish(published);
    var endpoint =
        answer("publish " + sandbox, () -> networks().connect(request.build())).getEndpoint();
    expect(EndpointState.ENDPOINT_STATE_ATTACHED, endpoint.getState());
    return Cidr.parse(endpoint.getAddresses(0)).address().toString();
  }

  /** The file of a sandbox's network namespace, as its host sees it. */
  String namespace(String sandbox) {
    var request = GetSandboxRequest.newBuilder().setSandbox(sandbox).build();
    return answer("inspect " + sandbox, () -> sandboxes().getSandbox(request))
        .getSandbox()
        .getNetnsPath();
  }

  @Override
  public void create(String network) {
    create(CreateNetworkRequest.newBuilder().setName(network).build());
  }

  private void create(CreateNetworkRequest request) {
    expect(
        NetworkState.NETWORK_STATE_READY,
        answer("create " + request.getName(), () -> networks().createNetwork(request))
            .getNetwork()
            .getState());
  }

  @Override
  public void overlay(String network) {
    create(CreateNetworkRequest.newBuilder().setName(network).setDriver("overlay").build());
  }

  @Override
  public void remove(String network) {
    var request = RemoveNetworkRequest.newBuilder().setNetwork(network).build();
    answer("remove " + network, () -> networks().removeNetwork(request));
  }

  @Override
  public void connect(String network, String sandbox) {
    var request = ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build();
    expect(
        EndpointState.ENDPOINT_STATE_ATTACHED,
        answer("connect " + network + " " + sandbox, () -> networks().connect(request))
            .getEndpoint()
            .getState());
  }

  @Override
  public void disconnect(String network, String sandbox) {
    var request = DisconnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build();
    expect(
        EndpointState.ENDPOINT_STATE_GONE,
        answer("disconnect " + network + " " + sandbox, () -> networks().disconnect(request))
            .getEndpoint()
            .getState());
  }

  @Override
  public void inspect(String network) {
    var request = GetNetworkRequest.newBuilder().setNetwork(network).build();
    answer("inspect " + network, () -> networks().getNetwork(request));
  }

  @Override
  public void list() {
    answer("list", () -> networks().listNetworks(ListNetworksRequest.getDefaultInstance()));
  }

  @Override
  public void close() {
    // The channel is everyone's.
  }

  private NetworkServiceBlockingStub networks() {
    return networks.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private SandboxServiceBlockingStub sandboxes() {
    return sandboxes.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static <T> T answer(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw new IllegalStateException("netledger: " + what + ": " + e.getStatus(), e);
    }
  }

  private static void expect(Enum<?> expected, Enum<?> state) {
    if (state != expected) {
      throw new IllegalStateException("netledger: expected " + expected + ", not " + state);
    }
  }
}
