package io.netledger.network.rpc;

import static io.netledger.network.rpc.FieldWords.invalid;

import io.netledger.address.IpAddress;
import io.netledger.network.port.Protocol;
import io.netledger.network.rules.Publication;
import io.netledger.network.view.EndpointRow;
import io.netledger.proto.network.v1.PortProtocol;
import io.netledger.proto.network.v1.PublishedPort;
import java.util.List;
import java.util.Optional;

/** Published ports, from words to values and back. */
final class PortWords {

  private static final int MOST = 16_384;
  private static final int LAST = 65_535;

  private PortWords() {}

  /** What a request wants to publish. */
  static List<Publication> publications(List<PublishedPort> words) {
    if (words.size() > MOST) {
      throw invalid("publish has " + words.size() + " ports; expected at most " + MOST);
    }
    return words.stream().map(PortWords::publication).toList();
  }

  private static Publication publication(PublishedPort word) {
    Optional<IpAddress> hostIp =
        FieldWords.optional("publish.host_ip", word.getHostIp(), IpAddress::parse);
    return new Publication(
        hostIp,
        port("publish.host_port", word.getHostPort(), 0),
        port("publish.port", word.getPort(), 1),
        protocol("publish", word.getProtocol()));
  }

  /** A number that is too large for an int comes as a negative one. */
  static int port(String field, int number, int first) {
    if (number < first || number > LAST) {
      throw invalid(
          "%s is %s; expected %d to %d"
              .formatted(field, Integer.toUnsignedString(number), first, LAST));
    }
    return number;
  }

  static Protocol protocol(String field, PortProtocol word) {
    return switch (word) {
      case PORT_PROTOCOL_UNSPECIFIED, PORT_PROTOCOL_TCP -> Protocol.TCP;
      case PORT_PROTOCOL_UDP -> Protocol.UDP;
      case PORT_PROTOCOL_SCTP -> Protocol.SCTP;
      case UNRECOGNIZED -> throw invalid(field + ".protocol is unknown; expected TCP, UDP or SCTP");
    };
  }

  static PublishedPort port(io.netledger.network.port.PublishedPort port) {
    return PublishedPort.newBuilder()
        .setHostIp(port.hostIp().map(Object::toString).orElse(""))
        .setHostPort(port.hostPort())
        .setPort(port.port())
        .setProtocol(protocol(port.protocol()))
        .build();
  }

  /** A port of a row; what is not known is empty. */
  static PublishedPort port(EndpointRow.Port row) {
    return PublishedPort.newBuilder()
        .setHostIp(row.hostIp())
        .setHostPort(row.hostPort())
        .setPort(row.port())
        .setProtocol(protocol(Protocol.parse(row.protocol())))
        .build();
  }

  static PortProtocol protocol(Protocol protocol) {
    return switch (protocol) {
      case TCP -> PortProtocol.PORT_PROTOCOL_TCP;
      case UDP -> PortProtocol.PORT_PROTOCOL_UDP;
      case SCTP -> PortProtocol.PORT_PROTOCOL_SCTP;
    };
  }

  /** As an agent is told it. */
  static io.netledger.proto.agent.v1.PublishedPort spec(
      io.netledger.network.port.PublishedPort port) {
    return io.netledger.proto.agent.v1.PublishedPort.newBuilder()
        .setHostIp(port.hostIp().map(Object::toString).orElse(""))
        .setHostPort(port.hostPort())
        .setPort(port.port())
        .setProtocol(spec(port.protocol()))
        .build();
  }

  /** As an agent is told it. */
  static io.netledger.proto.agent.v1.PortProtocol spec(Protocol protocol) {
    return switch (protocol) {
      case TCP -> io.netledger.proto.agent.v1.PortProtocol.PORT_PROTOCOL_TCP;
      case UDP -> io.netledger.proto.agent.v1.PortProtocol.PORT_PROTOCOL_UDP;
      case SCTP -> io.netledger.proto.agent.v1.PortProtocol.PORT_PROTOCOL_SCTP;
    };
  }
}
