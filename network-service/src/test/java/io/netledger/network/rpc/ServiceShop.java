package io.netledger.network.rpc;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.CreateServiceRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.GetServiceRequest;
import io.netledger.proto.network.v1.ListServicesRequest;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveServiceRequest;
import io.netledger.proto.network.v1.Service;
import io.netledger.proto.network.v1.ServicePort;
import io.netledger.proto.network.v1.Subnet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A world with the calls that tests of services make. */
final class ServiceShop implements AutoCloseable {

  final World world;
  final List<HandDrivenAgent> agents = new ArrayList<>();

  ServiceShop() throws IOException {
    world = new World();
  }

  HandDrivenAgent host(String name, String underlay) {
    HandDrivenAgent agent = world.host(name, Map.of(), underlay);
    agents.add(agent);
    return agent;
  }

  void network(String name, String driver, String subnet) {
    var _ =
        world
            .networks()
            .createNetwork(
                CreateNetworkRequest.newBuilder()
                    .setName(name)
                    .setDriver(driver)
                    .addSubnets(Subnet.newBuilder().setSubnet(subnet))
                    .build());
  }

  static CreateServiceRequest.Builder request(String name, String network) {
    return CreateServiceRequest.newBuilder()
        .setName(name)
        .setNetwork(network)
        .addPorts(ServicePort.newBuilder().setPort(80))
        .putSelector("app", "web")
        .putLabels("k", "v");
  }

  Service create(String name, String network) {
    return world.services().createService(request(name, network).build()).getService();
  }

  Service get(String name) {
    return world
        .services()
        .getService(GetServiceRequest.newBuilder().setService(name).build())
        .getService();
  }

  List<Service> list(String... filter) {
    return world
        .services()
        .listServices(ListServicesRequest.newBuilder().addAllFilter(List.of(filter)).build())
        .getServicesList();
  }

  void remove(String name) {
    var _ =
        world.services().removeService(RemoveServiceRequest.newBuilder().setService(name).build());
  }

  void removeNetwork(String name) {
    var _ =
        world.networks().removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork(name).build());
  }

  void sandbox(String name, String host, Map<String, String> labels) {
    var _ =
        world
            .sandboxes()
            .createSandbox(
                CreateSandboxRequest.newBuilder()
                    .setName(name)
                    .setHost(host)
                    .putAllLabels(labels)
                    .build());
  }

  /** The address. */
  String connect(String network, String sandbox) {
    return world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build())
        .getEndpoint()
        .getAddresses(0)
        .replaceFirst("/.*", "");
  }

  void disconnect(String network, String sandbox) {
    var _ =
        world
            .networks()
            .disconnect(
                DisconnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build());
  }

  @Override
  public void close() {
    agents.forEach(HandDrivenAgent::close);
    world.close();
  }
}
