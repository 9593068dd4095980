package io.netledger.network.stored;

import io.netledger.address.IpAddress;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.endpoint.EndpointOptions;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.port.PortEvent;
import io.netledger.network.port.Protocol;
import io.netledger.network.port.PublishedPort;
import io.netledger.network.stored.StoredEventsTest.Row;
import java.util.List;
import java.util.Optional;

/** Bytes of the events that published ports are in. */
final class StoredPorts {

  private static final List<PublishedPort> PORTS =
      List.of(
          new PublishedPort(Optional.of(IpAddress.parse("0.0.0.0")), 8080, 80, Protocol.TCP),
          new PublishedPort(Optional.empty(), 0, 53, Protocol.UDP));

  private StoredPorts() {}

  static List<Row<?>> rows() {
    var ports = Kinds.PORTS.codec();
    return List.of(
        new Row<>(
            ports,
            new PortEvent.PortsClaimed("e1", PORTS.subList(0, 1), 49153),
            "0a02653112130a07302e302e302e3010903f1850220374637018818003"),
        new Row<>(ports, new PortEvent.PortsFreed("e1"), "0a026531"),
        new Row<>(
            Kinds.ENDPOINT.codec(),
            new EndpointEvent.EndpointRequested(
                new EndpointRequest(
                    "n1",
                    "s1",
                    "h1",
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    "eth0",
                    1,
                    EndpointOptions.PLAIN,
                    PORTS)),
            "0a026e31120273311a0268313a046574683040014a130a07302e302e302e30"
                + "10903f185022037463704a0718352203756470"));
  }
}
