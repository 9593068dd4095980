package io.netledger.network.rpc;

import static io.netledger.network.rpc.FieldWords.invalid;

import io.netledger.address.IpAddress;
import io.netledger.network.Etag;
import io.netledger.network.port.Protocol;
import io.netledger.network.process.Seen;
import io.netledger.network.service.Balancing;
import io.netledger.network.service.ServicePort;
import io.netledger.network.service.ServiceRequest;
import io.netledger.network.view.ServiceRow;
import io.netledger.proto.network.v1.CreateServiceRequest;
import io.netledger.proto.network.v1.Service;
import io.netledger.proto.network.v1.ServiceState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Services, from words to values and back. */
final class ServiceWords {

  private static final int MOST_PORTS = 64;
  private static final int MOST_SELECTING = 16;

  private ServiceWords() {}

  /** With the word that names the network, and no addresses. */
  static ServiceRequest request(CreateServiceRequest request) {
    return new ServiceRequest(
        FieldWords.dnsLabel("name", request.getName()),
        FieldWords.reference("network", request.getNetwork()),
        ports(request.getPortsList()),
        balancing(request.getBalancing()),
        selector(request.getSelectorMap()),
        FieldWords.labels(request.getLabelsMap()),
        List.of());
  }

  private static List<ServicePort> ports(List<io.netledger.proto.network.v1.ServicePort> words) {
    if (words.isEmpty() || words.size() > MOST_PORTS) {
      throw invalid("ports has " + words.size() + " ports; expected 1 to " + MOST_PORTS);
    }
    List<ServicePort> ports = words.stream().map(ServiceWords::port).toList();
    Set<String> seen = new HashSet<>();
    for (ServicePort port : ports) {
      String at = port.port() + "/" + port.protocol();
      if (!seen.add(at)) {
        throw invalid("ports has " + at + " twice");
      }
    }
    return ports;
  }

  private static ServicePort port(io.netledger.proto.network.v1.ServicePort word) {
    int port = PortWords.port("ports.port", word.getPort(), 1);
    int target = PortWords.port("ports.target_port", word.getTargetPort(), 0);
    return new ServicePort(
        port,
        target == 0 ? port : target,
        PortWords.protocol("ports", word.getProtocol()),
        PortWords.port("ports.host_port", word.getHostPort(), 0));
  }

  private static Map<String, String> selector(Map<String, String> words) {
    if (words.isEmpty() || words.size() > MOST_SELECTING) {
      throw invalid("selector has " + words.size() + " labels; expected 1 to " + MOST_SELECTING);
    }
    return FieldWords.labels(words);
  }

  private static Balancing balancing(io.netledger.proto.network.v1.Balancing word) {
    return switch (word) {
      case BALANCING_UNSPECIFIED, BALANCING_ROUND_ROBIN -> Balancing.ROUND_ROBIN;
      case BALANCING_RANDOM -> Balancing.RANDOM;
      case BALANCING_SOURCE_HASH -> Balancing.SOURCE_HASH;
      case UNRECOGNIZED ->
          throw invalid("balancing is unknown; expected ROUND_ROBIN, RANDOM or SOURCE_HASH");
    };
  }

  /** A service as it stands, without backends. */
  static Service service(Seen<io.netledger.network.service.Service> seen, String network) {
    var state = seen.state();
    return service(state.asked().orElseThrow(), network).toBuilder()
        .setId(seen.id())
        .setCreatedAt(RowWords.timestamp(seen.createdAt()))
        .setState(state(state))
        .addAllAddresses(state.given().stream().map(IpAddress::toString).toList())
        .setEtag(Etag.of(seen.id(), seen.sequence()))
        .build();
  }

  /** A service as it would be. */
  static Service service(ServiceRequest request, String network) {
    return Service.newBuilder()
        .setName(request.name())
        .setNetworkId(request.networkId())
        .setNetwork(network)
        .addAllPorts(
            request.ports().stream()
                .map(port -> port(port.port(), port.target(), port.protocol(), port.hostPort()))
                .toList())
        .setBalancing(word(request.balancing()))
        .putAllSelector(request.selector())
        .putAllLabels(request.labels())
        .build();
  }

  private static ServiceState state(io.netledger.network.service.Service service) {
    return switch (service) {
      case io.netledger.network.service.Service.Absent _,
          io.netledger.network.service.Service.Requested _ ->
          ServiceState.SERVICE_STATE_REQUESTED;
      case io.netledger.network.service.Service.Ready _ -> ServiceState.SERVICE_STATE_READY;
      case io.netledger.network.service.Service.Failed _,
          io.netledger.network.service.Service.Removing _,
          io.netledger.network.service.Service.Removed _ ->
          ServiceState.SERVICE_STATE_REMOVING;
    };
  }

  /** A row of the view, without backends. */
  static Service service(ServiceRow row) {
    return Service.newBuilder()
        .setId(row.id())
        .setName(row.name())
        .setNetworkId(row.networkId())
        .setNetwork(row.network())
        .setCreatedAt(RowWords.timestamp(row.createdAt()))
        .setState(
            switch (row.status()) {
              case REQUESTED -> ServiceState.SERVICE_STATE_REQUESTED;
              case READY -> ServiceState.SERVICE_STATE_READY;
              case REMOVING -> ServiceState.SERVICE_STATE_REMOVING;
            })
        .addAllAddresses(row.addresses())
        .addAllPorts(
            row.ports().stream()
                .map(port ->
                    port(
                        port.port(),
                        port.target(),
                        Protocol.parse(port.protocol()),
                        port.hostPort()))
                .toList())
        .setBalancing(word(row.balancing()))
        .putAllSelector(row.selector())
        .putAllLabels(row.labels())
        .setEtag(Etag.of(row.id(), row.sequence()))
        .build();
  }

  private static io.netledger.proto.network.v1.ServicePort port(
      int port, int target, Protocol protocol, int hostPort) {
    return io.netledger.proto.network.v1.ServicePort.newBuilder()
        .setPort(port)
        .setTargetPort(target)
        .setProtocol(PortWords.protocol(protocol))
        .setHostPort(hostPort)
        .build();
  }

  private static io.netledger.proto.network.v1.Balancing word(Balancing balancing) {
    return switch (balancing) {
      case ROUND_ROBIN -> io.netledger.proto.network.v1.Balancing.BALANCING_ROUND_ROBIN;
      case RANDOM -> io.netledger.proto.network.v1.Balancing.BALANCING_RANDOM;
      case SOURCE_HASH -> io.netledger.proto.network.v1.Balancing.BALANCING_SOURCE_HASH;
    };
  }
}
