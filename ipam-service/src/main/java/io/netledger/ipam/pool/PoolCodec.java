package io.netledger.ipam.pool;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.AddressReserved;
import io.netledger.ipam.pool.PoolEvent.AddressUnreserved;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.ipam.pool.PoolEvent.PoolWidened;
import java.util.Optional;
import java.util.TreeMap;

/** The stored form of what happens to a pool. */
public final class PoolCodec implements EventCodec<PoolEvent> {

  @Override
  public Payload encode(PoolEvent event) {
    Message message =
        switch (event) {
          case PoolOpened(var spec) -> opened(spec);
          case AddressAllocated(var address, var holder, var chosen) ->
              io.netledger.proto.events.v1.AddressAllocated.newBuilder()
                  .setAddress(address.toString())
                  .setHolder(holder)
                  .setChosen(chosen)
                  .build();
          case AddressReleased(var address, var holder) ->
              io.netledger.proto.events.v1.AddressReleased.newBuilder()
                  .setAddress(address.toString())
                  .setHolder(holder)
                  .build();
          case AddressReserved(var address, var sandbox) ->
              io.netledger.proto.events.v1.AddressReserved.newBuilder()
                  .setAddress(address.toString())
                  .setSandbox(sandbox.orElse(""))
                  .build();
          case AddressUnreserved(var address) ->
              io.netledger.proto.events.v1.AddressUnreserved.newBuilder()
                  .setAddress(address.toString())
                  .build();
          case PoolWidened(var range) ->
              io.netledger.proto.events.v1.PoolWidened.newBuilder()
                  .setIpRange(range.toString())
                  .build();
          case PoolClosed() -> io.netledger.proto.events.v1.PoolClosed.getDefaultInstance();
        };
    return new Payload(message.getDescriptorForType().getFullName(), message.toByteArray());
  }

  @Override
  public PoolEvent decode(Payload payload) {
    try {
      return decode(payload.type(), payload.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored " + payload.type() + " cannot be read", e);
    }
  }

  private static PoolEvent decode(String type, byte[] bytes) throws InvalidProtocolBufferException {
    return switch (type) {
      case "netledger.events.v1.PoolOpened" ->
          new PoolOpened(spec(io.netledger.proto.events.v1.PoolOpened.parseFrom(bytes)));
      case "netledger.events.v1.AddressAllocated" -> {
        var stored = io.netledger.proto.events.v1.AddressAllocated.parseFrom(bytes);
        yield new AddressAllocated(
            IpAddress.parse(stored.getAddress()), stored.getHolder(), stored.getChosen());
      }
      case "netledger.events.v1.AddressReleased" -> {
        var stored = io.netledger.proto.events.v1.AddressReleased.parseFrom(bytes);
        yield new AddressReleased(IpAddress.parse(stored.getAddress()), stored.getHolder());
      }
      case "netledger.events.v1.AddressReserved" -> {
        var stored = io.netledger.proto.events.v1.AddressReserved.parseFrom(bytes);
        yield new AddressReserved(
            IpAddress.parse(stored.getAddress()),
            Optional.of(stored.getSandbox()).filter(name -> !name.isEmpty()));
      }
      case "netledger.events.v1.AddressUnreserved" ->
          new AddressUnreserved(
              IpAddress.parse(
                  io.netledger.proto.events.v1.AddressUnreserved.parseFrom(bytes).getAddress()));
      case "netledger.events.v1.PoolWidened" ->
          new PoolWidened(
              Cidr.parse(io.netledger.proto.events.v1.PoolWidened.parseFrom(bytes).getIpRange()));
      case "netledger.events.v1.PoolClosed" -> new PoolClosed();
      default -> throw new IllegalStateException(type + " never happens to a pool");
    };
  }

  private static Message opened(PoolSpec spec) {
    var stored =
        io.netledger.proto.events.v1.PoolOpened.newBuilder()
            .setSpace(spec.space())
            .setSubnet(spec.subnet().toString())
            .setIpRange(spec.range().toString())
            .setOwner(spec.owner());
    spec.gateway().ifPresent(gateway -> stored.setGateway(gateway.toString()));
    spec.auxiliary().forEach((name, at) -> stored.putAuxAddresses(name, at.toString()));
    return stored.build();
  }

  private static PoolSpec spec(io.netledger.proto.events.v1.PoolOpened stored) {
    var auxiliary = new TreeMap<String, IpAddress>();
    stored.getAuxAddressesMap().forEach((name, at) -> auxiliary.put(name, IpAddress.parse(at)));
    return new PoolSpec(
        stored.getSpace(),
        Cidr.parse(stored.getSubnet()),
        Cidr.parse(stored.getIpRange()),
        Optional.of(stored.getGateway()).filter(at -> !at.isEmpty()).map(IpAddress::parse),
        auxiliary,
        stored.getOwner());
  }
}
