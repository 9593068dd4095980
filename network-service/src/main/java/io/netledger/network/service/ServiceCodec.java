package io.netledger.network.service;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;
import static io.netledger.network.stored.StoredCodec.words;

import com.google.protobuf.Message;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.network.endpoint.WantedAddressCodec;
import io.netledger.network.failure.Failure;
import io.netledger.network.port.Protocol;
import io.netledger.proto.events.v1.ServiceAddressed;
import io.netledger.proto.events.v1.ServiceFailed;
import io.netledger.proto.events.v1.ServiceRemoved;
import io.netledger.proto.events.v1.ServiceRemoving;
import io.netledger.proto.events.v1.ServiceRequested;
import io.netledger.refusal.Reason;

/** Events of a service and their stored form. */
public final class ServiceCodec implements EventCodec<ServiceEvent> {

  @Override
  public Payload encode(ServiceEvent event) {
    return payload(message(event));
  }

  private static Message message(ServiceEvent event) {
    return switch (event) {
      case ServiceEvent.ServiceRequested(var request) -> encode(request);
      case ServiceEvent.ServiceAddressed(var addresses) ->
          ServiceAddressed.newBuilder()
              .addAllAddresses(addresses.stream().map(IpAddress::toString).toList())
              .build();
      case ServiceEvent.ServiceFailed(Failure(var reason, var text)) ->
          ServiceFailed.newBuilder().setErrorReason(reason.name()).setMessage(text).build();
      case ServiceEvent.ServiceRemoving _ -> ServiceRemoving.getDefaultInstance();
      case ServiceEvent.ServiceRemoved _ -> ServiceRemoved.getDefaultInstance();
    };
  }

  private static ServiceRequested encode(ServiceRequest request) {
    return ServiceRequested.newBuilder()
        .setName(request.name())
        .setNetworkId(request.networkId())
        .addAllPorts(request.ports().stream().map(ServiceCodec::encode).toList())
        .setBalancing(encode(request.balancing()))
        .putAllSelector(words(request.selector()))
        .putAllLabels(words(request.labels()))
        .addAllWanted(request.wanted().stream().map(WantedAddressCodec::encode).toList())
        .build();
  }

  private static io.netledger.proto.events.v1.ServicePort encode(ServicePort port) {
    return io.netledger.proto.events.v1.ServicePort.newBuilder()
        .setPort(port.port())
        .setTargetPort(port.target())
        .setProtocol(port.protocol().toString())
        .setHostPort(port.hostPort())
        .build();
  }

  private static io.netledger.proto.events.v1.Balancing encode(Balancing balancing) {
    return switch (balancing) {
      case ROUND_ROBIN -> io.netledger.proto.events.v1.Balancing.BALANCING_UNSPECIFIED;
      case RANDOM -> io.netledger.proto.events.v1.Balancing.BALANCING_RANDOM;
      case SOURCE_HASH -> io.netledger.proto.events.v1.Balancing.BALANCING_SOURCE_HASH;
    };
  }

  @Override
  public ServiceEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "ServiceRequested" -> requested(read(ServiceRequested.parser(), payload));
      case "ServiceAddressed" ->
          new ServiceEvent.ServiceAddressed(
              read(ServiceAddressed.parser(), payload).getAddressesList().stream()
                  .map(IpAddress::parse)
                  .toList());
      case "ServiceFailed" -> failed(read(ServiceFailed.parser(), payload));
      case "ServiceRemoving" -> new ServiceEvent.ServiceRemoving();
      case "ServiceRemoved" -> new ServiceEvent.ServiceRemoved();
      default -> throw unknown(payload);
    };
  }

  private static ServiceEvent requested(ServiceRequested stored) {
    return new ServiceEvent.ServiceRequested(
        new ServiceRequest(
            stored.getName(),
            stored.getNetworkId(),
            stored.getPortsList().stream().map(ServiceCodec::decode).toList(),
            decode(stored.getBalancing()),
            stored.getSelectorMap(),
            stored.getLabelsMap(),
            stored.getWantedList().stream().map(WantedAddressCodec::decode).toList()));
  }

  private static ServicePort decode(io.netledger.proto.events.v1.ServicePort stored) {
    return new ServicePort(
        stored.getPort(),
        stored.getTargetPort(),
        Protocol.parse(stored.getProtocol()),
        stored.getHostPort());
  }

  private static Balancing decode(io.netledger.proto.events.v1.Balancing stored) {
    return switch (stored) {
      case BALANCING_UNSPECIFIED -> Balancing.ROUND_ROBIN;
      case BALANCING_RANDOM -> Balancing.RANDOM;
      case BALANCING_SOURCE_HASH -> Balancing.SOURCE_HASH;
      case UNRECOGNIZED -> throw new IllegalStateException("no such balancing: " + stored);
    };
  }

  private static ServiceEvent failed(ServiceFailed stored) {
    return new ServiceEvent.ServiceFailed(
        new Failure(Reason.valueOf(stored.getErrorReason()), stored.getMessage()));
  }
}
