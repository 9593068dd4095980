package io.netledger.ipam.space;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.netledger.address.Cidr;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.ipam.space.SpaceEvent.RangeWidened;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import io.netledger.ipam.space.SpaceEvent.SubnetReturned;

/** The stored form of what happens to a space. */
public final class SpaceCodec implements EventCodec<SpaceEvent> {

  @Override
  public Payload encode(SpaceEvent event) {
    Message message =
        switch (event) {
          case SubnetReserved(var pool, var subnet, var range, var owner, var chosen) ->
              io.netledger.proto.events.v1.SubnetReserved.newBuilder()
                  .setPoolId(pool)
                  .setSubnet(subnet.toString())
                  .setIpRange(range.toString())
                  .setOwner(owner)
                  .setChosen(chosen)
                  .build();
          case RangeWidened(var pool, var range) ->
              io.netledger.proto.events.v1.RangeWidened.newBuilder()
                  .setPoolId(pool)
                  .setIpRange(range.toString())
                  .build();
          case SubnetReturned(var pool) ->
              io.netledger.proto.events.v1.SubnetReturned.newBuilder().setPoolId(pool).build();
        };
    return new Payload(message.getDescriptorForType().getFullName(), message.toByteArray());
  }

  @Override
  public SpaceEvent decode(Payload payload) {
    try {
      return decode(payload.type(), payload.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored " + payload.type() + " cannot be read", e);
    }
  }

  private static SpaceEvent decode(String type, byte[] bytes)
      throws InvalidProtocolBufferException {
    return switch (type) {
      case "netledger.events.v1.SubnetReserved" -> {
        var stored = io.netledger.proto.events.v1.SubnetReserved.parseFrom(bytes);
        yield new SubnetReserved(
            stored.getPoolId(),
            Cidr.parse(stored.getSubnet()),
            Cidr.parse(stored.getIpRange()),
            stored.getOwner(),
            stored.getChosen());
      }
      case "netledger.events.v1.RangeWidened" -> {
        var stored = io.netledger.proto.events.v1.RangeWidened.parseFrom(bytes);
        yield new RangeWidened(stored.getPoolId(), Cidr.parse(stored.getIpRange()));
      }
      case "netledger.events.v1.SubnetReturned" ->
          new SubnetReturned(
              io.netledger.proto.events.v1.SubnetReturned.parseFrom(bytes).getPoolId());
      default -> throw new IllegalStateException(type + " never happens to a space");
    };
  }
}
