package io.netledger.network.port;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;
import static io.netledger.network.stored.StoredCodec.value;
import static io.netledger.network.stored.StoredCodec.word;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.proto.events.v1.PortsClaimed;
import io.netledger.proto.events.v1.PortsFreed;
import java.util.List;

/** Events about ports and their stored form. */
public final class PortCodec implements EventCodec<PortEvent> {

  @Override
  public Payload encode(PortEvent event) {
    return payload(
        switch (event) {
          case PortEvent.PortsClaimed(var endpoint, var ports, var chosen) ->
              PortsClaimed.newBuilder()
                  .setEndpointId(endpoint)
                  .addAllPorts(encode(ports))
                  .setLastChosen(chosen)
                  .build();
          case PortEvent.PortsFreed(var endpoint) ->
              PortsFreed.newBuilder().setEndpointId(endpoint).build();
        });
  }

  @Override
  public PortEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "PortsClaimed" -> {
        PortsClaimed stored = read(PortsClaimed.parser(), payload);
        yield new PortEvent.PortsClaimed(
            stored.getEndpointId(), decode(stored.getPortsList()), stored.getLastChosen());
      }
      case "PortsFreed" ->
          new PortEvent.PortsFreed(read(PortsFreed.parser(), payload).getEndpointId());
      default -> throw unknown(payload);
    };
  }

  /** Ports as they are stored, also with an endpoint. */
  public static List<io.netledger.proto.events.v1.PublishedPort> encode(List<PublishedPort> ports) {
    return ports.stream()
        .map(port ->
            io.netledger.proto.events.v1.PublishedPort.newBuilder()
                .setHostIp(word(port.hostIp()))
                .setHostPort(port.hostPort())
                .setPort(port.port())
                .setProtocol(port.protocol().toString())
                .build())
        .toList();
  }

  /** The opposite of {@link #encode(List)}. */
  public static List<PublishedPort> decode(
      List<io.netledger.proto.events.v1.PublishedPort> stored) {
    return stored.stream()
        .map(port ->
            new PublishedPort(
                value(port.getHostIp(), IpAddress::parse),
                port.getHostPort(),
                port.getPort(),
                Protocol.parse(port.getProtocol())))
        .toList();
  }
}
