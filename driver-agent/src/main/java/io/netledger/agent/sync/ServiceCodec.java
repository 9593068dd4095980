package io.netledger.agent.sync;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Balancing;
import io.netledger.agent.plan.ServiceSpec;
import io.netledger.proto.agent.v1.ServicePort;

/** Services, from words to values. */
final class ServiceCodec {

  private ServiceCodec() {}

  static ServiceSpec service(io.netledger.proto.agent.v1.ServiceSpec message) {
    return new ServiceSpec(
        PlanCodec.id(message.getId()),
        PlanCodec.id(message.getNetworkId()),
        message.getName(),
        message.getAddressesList().stream().map(IpAddress::parse).toList(),
        message.getPortsList().stream().map(ServiceCodec::port).toList(),
        balancing(message.getBalancing()),
        message.getBackendsList().stream().map(IpAddress::parse).toList(),
        message.getRevision());
  }

  private static ServiceSpec.Port port(ServicePort message) {
    return new ServiceSpec.Port(
        PlanCodec.portNumber(message.getPort()),
        PlanCodec.portNumber(message.getTargetPort()),
        PlanCodec.protocol(message.getProtocol()));
  }

  private static Balancing balancing(io.netledger.proto.agent.v1.Balancing message) {
    return switch (message) {
      case BALANCING_ROUND_ROBIN -> Balancing.ROUND_ROBIN;
      case BALANCING_RANDOM -> Balancing.RANDOM;
      case BALANCING_SOURCE_HASH -> Balancing.SOURCE_HASH;
      case BALANCING_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a balancing that this agent does not know");
    };
  }
}
