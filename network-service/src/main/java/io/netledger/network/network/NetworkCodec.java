package io.netledger.network.network;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;
import static io.netledger.network.stored.StoredCodec.value;
import static io.netledger.network.stored.StoredCodec.word;
import static io.netledger.network.stored.StoredCodec.words;

import com.google.protobuf.Message;
import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.network.failure.Failure;
import io.netledger.proto.events.v1.ConfigLent;
import io.netledger.proto.events.v1.ConfigReturned;
import io.netledger.proto.events.v1.EndpointAdded;
import io.netledger.proto.events.v1.EndpointDropped;
import io.netledger.proto.events.v1.NetworkCreated;
import io.netledger.proto.events.v1.NetworkFailed;
import io.netledger.proto.events.v1.NetworkPoolAdded;
import io.netledger.proto.events.v1.NetworkPoolRefused;
import io.netledger.proto.events.v1.NetworkPoolWidened;
import io.netledger.proto.events.v1.NetworkReconfigured;
import io.netledger.proto.events.v1.NetworkRelabeled;
import io.netledger.proto.events.v1.NetworkRemoved;
import io.netledger.proto.events.v1.NetworkRemoving;
import io.netledger.proto.events.v1.NetworkRenamed;
import io.netledger.proto.events.v1.NetworkRequested;
import io.netledger.proto.events.v1.RangeRequested;
import io.netledger.proto.events.v1.SubnetRequested;
import io.netledger.refusal.Reason;

/** Events of a network and their stored form. */
public final class NetworkCodec implements EventCodec<NetworkEvent> {

  @Override
  public Payload encode(NetworkEvent event) {
    return payload(message(event));
  }

  private static Message message(NetworkEvent event) {
    return switch (event) {
      case NetworkEvent.NetworkRequested(var settings) -> SettingsCodec.encode(settings);
      case NetworkEvent.NetworkCreated(var pools) ->
          NetworkCreated.newBuilder()
              .addAllPools(pools.stream().map(SettingsCodec::encode).toList())
              .build();
      case NetworkEvent.NetworkFailed(Failure(var reason, var text)) ->
          NetworkFailed.newBuilder().setErrorReason(reason.name()).setMessage(text).build();
      case NetworkEvent.Change change -> message(change);
      case NetworkEvent.EndpointAdded(var endpoint, var sandbox, var mac) ->
          EndpointAdded.newBuilder()
              .setEndpointId(endpoint)
              .setSandboxId(sandbox)
              .setMacAddress(word(mac))
              .build();
      case NetworkEvent.EndpointDropped(var endpoint) ->
          EndpointDropped.newBuilder().setEndpointId(endpoint).build();
      case NetworkEvent.NetworkRemoving _ -> NetworkRemoving.getDefaultInstance();
      case NetworkEvent.NetworkRemoved _ -> NetworkRemoved.getDefaultInstance();
    };
  }

  private static Message message(NetworkEvent.Change event) {
    return switch (event) {
      case NetworkEvent.NetworkRenamed(var name, var former) ->
          NetworkRenamed.newBuilder().setName(name).setFormerName(former).build();
      case NetworkEvent.NetworkRelabeled(var set, var removed) ->
          NetworkRelabeled.newBuilder().putAllSet(words(set)).addAllRemoved(removed).build();
      case NetworkEvent.NetworkReconfigured(var bridge) ->
          NetworkReconfigured.newBuilder().setBridge(SettingsCodec.encode(bridge)).build();
      case NetworkEvent.SubnetRequested(var subnet) ->
          SubnetRequested.newBuilder().setSubnet(SettingsCodec.encode(subnet)).build();
      case NetworkEvent.RangeRequested(var pool, var range) ->
          RangeRequested.newBuilder().setPoolId(pool).setIpRange(range.toString()).build();
      case NetworkEvent.NetworkPoolAdded(var pool) ->
          NetworkPoolAdded.newBuilder().setPool(SettingsCodec.encode(pool)).build();
      case NetworkEvent.NetworkPoolWidened(var pool, var range) ->
          NetworkPoolWidened.newBuilder().setPoolId(pool).setIpRange(range.toString()).build();
      case NetworkEvent.NetworkPoolRefused(Failure(var reason, var text)) ->
          NetworkPoolRefused.newBuilder().setErrorReason(reason.name()).setMessage(text).build();
      case NetworkEvent.ConfigLent(var network) ->
          ConfigLent.newBuilder().setNetworkId(network).build();
      case NetworkEvent.ConfigReturned(var network) ->
          ConfigReturned.newBuilder().setNetworkId(network).build();
    };
  }

  @Override
  public NetworkEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "NetworkRequested" ->
          new NetworkEvent.NetworkRequested(
              SettingsCodec.decode(read(NetworkRequested.parser(), payload)));
      case "NetworkCreated" ->
          new NetworkEvent.NetworkCreated(
              read(NetworkCreated.parser(), payload).getPoolsList().stream()
                  .map(SettingsCodec::decode)
                  .toList());
      case "NetworkFailed" -> failed(read(NetworkFailed.parser(), payload));
      case "NetworkRenamed" -> renamed(read(NetworkRenamed.parser(), payload));
      case "NetworkRelabeled" -> relabeled(read(NetworkRelabeled.parser(), payload));
      case "NetworkReconfigured" -> reconfigured(read(NetworkReconfigured.parser(), payload));
      case "SubnetRequested" ->
          new NetworkEvent.SubnetRequested(
              SettingsCodec.decode(read(SubnetRequested.parser(), payload).getSubnet()));
      case "RangeRequested" -> range(read(RangeRequested.parser(), payload));
      case "NetworkPoolAdded" ->
          new NetworkEvent.NetworkPoolAdded(
              SettingsCodec.decode(read(NetworkPoolAdded.parser(), payload).getPool()));
      case "NetworkPoolWidened" -> widened(read(NetworkPoolWidened.parser(), payload));
      case "NetworkPoolRefused" -> refused(read(NetworkPoolRefused.parser(), payload));
      case "ConfigLent" ->
          new NetworkEvent.ConfigLent(read(ConfigLent.parser(), payload).getNetworkId());
      case "ConfigReturned" ->
          new NetworkEvent.ConfigReturned(read(ConfigReturned.parser(), payload).getNetworkId());
      case "EndpointAdded" -> added(read(EndpointAdded.parser(), payload));
      case "EndpointDropped" ->
          new NetworkEvent.EndpointDropped(read(EndpointDropped.parser(), payload).getEndpointId());
      case "NetworkRemoving" -> new NetworkEvent.NetworkRemoving();
      case "NetworkRemoved" -> new NetworkEvent.NetworkRemoved();
      default -> throw unknown(payload);
    };
  }

  private static NetworkEvent failed(NetworkFailed stored) {
    return new NetworkEvent.NetworkFailed(
        new Failure(Reason.valueOf(stored.getErrorReason()), stored.getMessage()));
  }

  private static NetworkEvent renamed(NetworkRenamed stored) {
    return new NetworkEvent.NetworkRenamed(stored.getName(), stored.getFormerName());
  }

  private static NetworkEvent relabeled(NetworkRelabeled stored) {
    return new NetworkEvent.NetworkRelabeled(stored.getSetMap(), stored.getRemovedList());
  }

  private static NetworkEvent reconfigured(NetworkReconfigured stored) {
    return switch (stored.getDriverCase()) {
      case BRIDGE -> new NetworkEvent.NetworkReconfigured(SettingsCodec.decode(stored.getBridge()));
      case DRIVER_NOT_SET -> throw new IllegalStateException("stored without driver: " + stored);
    };
  }

  private static NetworkEvent range(RangeRequested stored) {
    return new NetworkEvent.RangeRequested(stored.getPoolId(), Cidr.parse(stored.getIpRange()));
  }

  private static NetworkEvent widened(NetworkPoolWidened stored) {
    return new NetworkEvent.NetworkPoolWidened(stored.getPoolId(), Cidr.parse(stored.getIpRange()));
  }

  private static NetworkEvent refused(NetworkPoolRefused stored) {
    return new NetworkEvent.NetworkPoolRefused(
        new Failure(Reason.valueOf(stored.getErrorReason()), stored.getMessage()));
  }

  private static NetworkEvent added(EndpointAdded stored) {
    return new NetworkEvent.EndpointAdded(
        stored.getEndpointId(), stored.getSandboxId(), value(stored.getMacAddress(), Mac::parse));
  }
}
