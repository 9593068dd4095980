package io.netledger.cli;

import static io.netledger.cli.FakeNetworks.answer;

import io.grpc.stub.StreamObserver;
import io.netledger.proto.network.v1.CreateServiceRequest;
import io.netledger.proto.network.v1.CreateServiceResponse;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.GetServiceRequest;
import io.netledger.proto.network.v1.GetServiceResponse;
import io.netledger.proto.network.v1.ListServicesRequest;
import io.netledger.proto.network.v1.ListServicesResponse;
import io.netledger.proto.network.v1.PortProtocol;
import io.netledger.proto.network.v1.RemoveServiceRequest;
import io.netledger.proto.network.v1.RemoveServiceResponse;
import io.netledger.proto.network.v1.Service;
import io.netledger.proto.network.v1.ServicePort;
import io.netledger.proto.network.v1.ServiceServiceGrpc.ServiceServiceImplBase;
import io.netledger.proto.network.v1.ServiceState;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** ServiceService in memory. */
final class FakeServices extends ServiceServiceImplBase {

  final List<CreateServiceRequest> asked = new CopyOnWriteArrayList<>();

  private final List<Service> services = new CopyOnWriteArrayList<>();

  @Override
  public void createService(
      CreateServiceRequest request, StreamObserver<CreateServiceResponse> response) {
    asked.add(request);
    Service made =
        Service.newBuilder()
            .setId("5e".repeat(32))
            .setName(request.getName())
            .setNetwork(request.getNetwork())
            .setState(ServiceState.SERVICE_STATE_READY)
            .addAddresses("10.1.0.9")
            .addAllPorts(request.getPortsList().stream().map(FakeServices::completed).toList())
            .setBalancing(request.getBalancing())
            .putAllSelector(request.getSelectorMap())
            .build();
    if (!request.getValidateOnly()) {
      services.add(made);
    }
    answer(response, CreateServiceResponse.newBuilder().setService(made).build());
  }

  private static ServicePort completed(ServicePort asked) {
    ServicePort.Builder port = asked.toBuilder();
    if (asked.getTargetPort() == 0) {
      port.setTargetPort(asked.getPort());
    }
    if (asked.getProtocol() == PortProtocol.PORT_PROTOCOL_UNSPECIFIED) {
      port.setProtocol(PortProtocol.PORT_PROTOCOL_TCP);
    }
    return port.build();
  }

  @Override
  public void getService(GetServiceRequest request, StreamObserver<GetServiceResponse> response) {
    Service found = find(request.getService());
    answer(
        response,
        GetServiceResponse.newBuilder()
            .setService(
                found.toBuilder()
                    .addBackends(Endpoint.newBuilder().setSandbox("web1").setHost("h1")))
            .build());
  }

  @Override
  public void listServices(
      ListServicesRequest request, StreamObserver<ListServicesResponse> response) {
    answer(response, ListServicesResponse.newBuilder().addAllServices(services).build());
  }

  @Override
  public void removeService(
      RemoveServiceRequest request, StreamObserver<RemoveServiceResponse> response) {
    Service found = find(request.getService());
    services.remove(found);
    answer(response, RemoveServiceResponse.newBuilder().setService(found).build());
  }

  private Service find(String name) {
    return services.stream()
        .filter(service -> service.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new Rejection(Reason.SERVICE_NOT_FOUND, "service " + name + " not found"));
  }
}
