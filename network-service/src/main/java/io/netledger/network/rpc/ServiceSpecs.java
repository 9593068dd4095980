package io.netledger.network.rpc;

import io.netledger.address.IpAddress;
import io.netledger.network.plan.PlannedService;
import io.netledger.network.service.Balancing;
import io.netledger.network.service.ServicePort;
import io.netledger.proto.agent.v1.ServiceSpec;

/** Services as they go to an agent. */
final class ServiceSpecs {

  private ServiceSpecs() {}

  static ServiceSpec spec(PlannedService service) {
    return ServiceSpec.newBuilder()
        .setId(service.id())
        .setNetworkId(service.networkId())
        .setName(service.name())
        .addAllAddresses(service.addresses().stream().map(IpAddress::toString).toList())
        .addAllPorts(service.ports().stream().map(ServiceSpecs::spec).toList())
        .setBalancing(spec(service.balancing()))
        .addAllBackends(service.backends().stream().map(IpAddress::toString).toList())
        .setRevision(service.revision())
        .build();
  }

  private static io.netledger.proto.agent.v1.ServicePort spec(ServicePort port) {
    return io.netledger.proto.agent.v1.ServicePort.newBuilder()
        .setPort(port.port())
        .setTargetPort(port.target())
        .setProtocol(PortWords.spec(port.protocol()))
        .build();
  }

  private static io.netledger.proto.agent.v1.Balancing spec(Balancing balancing) {
    return switch (balancing) {
      case ROUND_ROBIN -> io.netledger.proto.agent.v1.Balancing.BALANCING_ROUND_ROBIN;
      case RANDOM -> io.netledger.proto.agent.v1.Balancing.BALANCING_RANDOM;
      case SOURCE_HASH -> io.netledger.proto.agent.v1.Balancing.BALANCING_SOURCE_HASH;
    };
  }
}
