package io.netledger.network.host;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;
import static io.netledger.network.stored.StoredCodec.value;
import static io.netledger.network.stored.StoredCodec.word;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.proto.events.v1.DriftDetected;
import io.netledger.proto.events.v1.DriftRepaired;
import io.netledger.proto.events.v1.HostBooted;
import io.netledger.proto.events.v1.HostDrained;
import io.netledger.proto.events.v1.HostMoved;
import io.netledger.proto.events.v1.HostProbed;
import io.netledger.proto.events.v1.HostRegistered;
import io.netledger.proto.events.v1.HostRemoved;
import io.netledger.proto.events.v1.HostUndrained;
import io.netledger.proto.events.v1.RepairFailed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Events of a host and their stored form. */
public final class HostCodec implements EventCodec<HostEvent> {

  @Override
  public Payload encode(HostEvent event) {
    return payload(
        switch (event) {
          case HostEvent.HostRegistered(var name) ->
              HostRegistered.newBuilder().setName(name).build();
          case HostEvent.HostBooted(Boot(var id, var underlay, var capabilities, var missing)) ->
              HostBooted.newBuilder()
                  .setBootId(id)
                  .setUnderlayAddress(word(underlay))
                  .addAllCapabilities(capabilities)
                  .putAllMissing(missing)
                  .build();
          case HostEvent.HostProbed(var capabilities, var missing) ->
              HostProbed.newBuilder()
                  .addAllCapabilities(capabilities)
                  .putAllMissing(missing)
                  .build();
          case HostEvent.HostMoved(var underlay) ->
              HostMoved.newBuilder().setUnderlayAddress(word(underlay)).build();
          case HostEvent.DriftDetected(var found, var foundAt, var endpoint, var network) ->
              DriftDetected.newBuilder()
                  .setFound(found)
                  .setFoundAtMicros(ChronoUnit.MICROS.between(Instant.EPOCH, foundAt))
                  .setEndpointId(endpoint)
                  .setNetworkId(network)
                  .build();
          case HostEvent.DriftRepaired(var found) ->
              DriftRepaired.newBuilder().setFound(found).build();
          case HostEvent.RepairFailed(var found, var failure) ->
              RepairFailed.newBuilder().setFound(found).setFailure(failure).build();
          case HostEvent.HostDrained _ -> HostDrained.getDefaultInstance();
          case HostEvent.HostUndrained _ -> HostUndrained.getDefaultInstance();
          case HostEvent.HostRemoved _ -> HostRemoved.getDefaultInstance();
        });
  }

  @Override
  public HostEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "HostRegistered" ->
          new HostEvent.HostRegistered(read(HostRegistered.parser(), payload).getName());
      case "HostBooted" -> booted(read(HostBooted.parser(), payload));
      case "HostProbed" -> probed(read(HostProbed.parser(), payload));
      case "HostMoved" ->
          new HostEvent.HostMoved(
              value(read(HostMoved.parser(), payload).getUnderlayAddress(), IpAddress::parse));
      case "DriftDetected" -> detected(read(DriftDetected.parser(), payload));
      case "DriftRepaired" ->
          new HostEvent.DriftRepaired(read(DriftRepaired.parser(), payload).getFound());
      case "RepairFailed" -> failed(read(RepairFailed.parser(), payload));
      case "HostDrained" -> new HostEvent.HostDrained();
      case "HostUndrained" -> new HostEvent.HostUndrained();
      case "HostRemoved" -> new HostEvent.HostRemoved();
      default -> throw unknown(payload);
    };
  }

  private static HostEvent booted(HostBooted stored) {
    return new HostEvent.HostBooted(
        new Boot(
            stored.getBootId(),
            value(stored.getUnderlayAddress(), IpAddress::parse),
            stored.getCapabilitiesList(),
            stored.getMissingMap()));
  }

  private static HostEvent probed(HostProbed stored) {
    return new HostEvent.HostProbed(stored.getCapabilitiesList(), stored.getMissingMap());
  }

  private static HostEvent failed(RepairFailed stored) {
    return new HostEvent.RepairFailed(stored.getFound(), stored.getFailure());
  }

  private static HostEvent detected(DriftDetected stored) {
    return new HostEvent.DriftDetected(
        stored.getFound(),
        Instant.EPOCH.plus(stored.getFoundAtMicros(), ChronoUnit.MICROS),
        stored.getEndpointId(),
        stored.getNetworkId());
  }
}
