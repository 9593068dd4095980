package io.netledger.network;

import io.netledger.eventstore.Recorded;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.host.HostEvent;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.service.ServiceEvent;
import java.time.Instant;
import java.util.stream.Stream;

/** A stored event of a network, sandbox, endpoint, service or host, decoded. */
public sealed interface Happening {

  Recorded recorded();

  record OfNetwork(Recorded recorded, NetworkEvent event) implements Happening {}

  record OfSandbox(Recorded recorded, SandboxEvent event) implements Happening {}

  record OfEndpoint(Recorded recorded, EndpointEvent event) implements Happening {}

  record OfService(Recorded recorded, ServiceEvent event) implements Happening {}

  record OfHost(Recorded recorded, HostEvent event) implements Happening {}

  /** What has happened; nothing for the streams of names and requests. */
  static Stream<Happening> of(Recorded recorded) {
    String category = recorded.stream().category();
    if (category.equals(Kinds.NETWORK.category())) {
      return Stream.of(new OfNetwork(recorded, Kinds.NETWORK.codec().decode(recorded.payload())));
    }
    if (category.equals(Kinds.SANDBOX.category())) {
      return Stream.of(new OfSandbox(recorded, Kinds.SANDBOX.codec().decode(recorded.payload())));
    }
    if (category.equals(Kinds.ENDPOINT.category())) {
      return Stream.of(new OfEndpoint(recorded, Kinds.ENDPOINT.codec().decode(recorded.payload())));
    }
    if (category.equals(Kinds.SERVICE.category())) {
      return Stream.of(new OfService(recorded, Kinds.SERVICE.codec().decode(recorded.payload())));
    }
    if (category.equals(Kinds.HOST.category())) {
      return Stream.of(new OfHost(recorded, Kinds.HOST.codec().decode(recorded.payload())));
    }
    return Stream.of();
  }

  default String id() {
    return recorded().stream().id();
  }

  default long revision() {
    return recorded().revision();
  }

  default Instant time() {
    return recorded().metadata().time();
  }

  default String correlation() {
    return recorded().metadata().origin().correlation();
  }
}
