package io.netledger.network.endpoint;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;
import static io.netledger.network.stored.StoredCodec.value;
import static io.netledger.network.stored.StoredCodec.word;
import static io.netledger.network.stored.StoredCodec.words;

import com.google.protobuf.Message;
import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.network.failure.Failure;
import io.netledger.network.port.PortCodec;
import io.netledger.proto.events.v1.EndpointAddressed;
import io.netledger.proto.events.v1.EndpointAttached;
import io.netledger.proto.events.v1.EndpointDetached;
import io.netledger.proto.events.v1.EndpointFailed;
import io.netledger.proto.events.v1.EndpointLeaving;
import io.netledger.proto.events.v1.EndpointRemoved;
import io.netledger.proto.events.v1.EndpointRequested;
import io.netledger.refusal.Reason;

/** Events of an endpoint and their stored form. */
public final class EndpointCodec implements EventCodec<EndpointEvent> {

  @Override
  public Payload encode(EndpointEvent event) {
    return payload(message(event));
  }

  private static Message message(EndpointEvent event) {
    return switch (event) {
      case EndpointEvent.EndpointRequested(var request) -> encode(request);
      case EndpointEvent.EndpointAddressed(Addressing(var addresses, var mac)) ->
          EndpointAddressed.newBuilder()
              .addAllAddresses(addresses.stream().map(Cidr::toString).toList())
              .setMacAddress(mac.toString())
              .build();
      case EndpointEvent.EndpointAttached(var revision) ->
          EndpointAttached.newBuilder().setPlanRevision(revision).build();
      case EndpointEvent.EndpointFailed(Failure(var reason, var text)) ->
          EndpointFailed.newBuilder().setErrorReason(reason.name()).setMessage(text).build();
      case EndpointEvent.EndpointLeaving _ -> EndpointLeaving.getDefaultInstance();
      case EndpointEvent.EndpointDetached(var forced) ->
          EndpointDetached.newBuilder().setForced(forced).build();
      case EndpointEvent.EndpointRemoved _ -> EndpointRemoved.getDefaultInstance();
    };
  }

  private static EndpointRequested encode(EndpointRequest request) {
    return EndpointRequested.newBuilder()
        .setNetworkId(request.networkId())
        .setSandboxId(request.sandboxId())
        .setHost(request.host())
        .addAllWanted(request.wanted().stream().map(WantedAddressCodec::encode).toList())
        .addAllAliases(request.aliases())
        .setMacAddress(word(request.mac()))
        .setInterfaceName(request.interfaceName())
        .setOrder(request.order())
        .setGatewayPriority(request.options().gatewayPriority())
        .putAllSysctls(words(request.options().sysctls()))
        .addAllLinkLocalAddresses(
            request.options().linkLocals().stream().map(IpAddress::toString).toList())
        .addAllPorts(PortCodec.encode(request.ports()))
        .build();
  }

  @Override
  public EndpointEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "EndpointRequested" -> requested(read(EndpointRequested.parser(), payload));
      case "EndpointAddressed" -> addressed(read(EndpointAddressed.parser(), payload));
      case "EndpointAttached" ->
          new EndpointEvent.EndpointAttached(
              read(EndpointAttached.parser(), payload).getPlanRevision());
      case "EndpointFailed" -> failed(read(EndpointFailed.parser(), payload));
      case "EndpointLeaving" -> new EndpointEvent.EndpointLeaving();
      case "EndpointDetached" ->
          new EndpointEvent.EndpointDetached(read(EndpointDetached.parser(), payload).getForced());
      case "EndpointRemoved" -> new EndpointEvent.EndpointRemoved();
      default -> throw unknown(payload);
    };
  }

  private static EndpointEvent requested(EndpointRequested stored) {
    return new EndpointEvent.EndpointRequested(
        new EndpointRequest(
            stored.getNetworkId(),
            stored.getSandboxId(),
            stored.getHost(),
            stored.getWantedList().stream().map(WantedAddressCodec::decode).toList(),
            stored.getAliasesList(),
            value(stored.getMacAddress(), Mac::parse),
            stored.getInterfaceName(),
            stored.getOrder(),
            options(stored),
            PortCodec.decode(stored.getPortsList())));
  }

  private static EndpointOptions options(EndpointRequested stored) {
    EndpointOptions options =
        new EndpointOptions(
            stored.getGatewayPriority(),
            stored.getSysctlsMap(),
            stored.getLinkLocalAddressesList().stream().map(IpAddress::parse).toList());
    return options.equals(EndpointOptions.PLAIN) ? EndpointOptions.PLAIN : options;
  }

  private static EndpointEvent addressed(EndpointAddressed stored) {
    return new EndpointEvent.EndpointAddressed(
        new Addressing(
            stored.getAddressesList().stream().map(Cidr::parse).toList(),
            Mac.parse(stored.getMacAddress())));
  }

  private static EndpointEvent failed(EndpointFailed stored) {
    return new EndpointEvent.EndpointFailed(
        new Failure(Reason.valueOf(stored.getErrorReason()), stored.getMessage()));
  }
}
