package io.netledger.ipam.rpc;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.RequestFact.RequestRefused;
import io.netledger.eventstore.rpc.RequestFact.RequestUnneeded;
import io.netledger.eventstore.rpc.Requests;
import io.netledger.eventstore.rpc.Summaries;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.AddressReserved;
import io.netledger.ipam.pool.PoolEvent.AddressUnreserved;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.ipam.pool.PoolEvent.PoolWidened;
import io.netledger.ipam.space.SpaceEvent.RangeWidened;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import io.netledger.ipam.space.SpaceEvent.SubnetReturned;
import io.netledger.ipam.work.PoolWork;

/** The events of ipam-service in English. */
public final class Sentences implements Summaries {

  private static final int ID_SHOWN = 12;

  @Override
  public String summary(Recorded event) {
    return switch (event.stream().category()) {
      case "space" -> ofSpace(event);
      case "pool" -> ofPool(event);
      case "request" -> ofRequest(event);
      default -> "";
    };
  }

  private static String ofSpace(Recorded event) {
    String space = event.stream().id();
    return switch (PoolWork.SPACE.codec().decode(event.payload())) {
      case SubnetReserved(var pool, var subnet, _, var owner, var chosen) ->
          "space %s: pool %s takes %s%s for %s"
              .formatted(
                  space, shown(pool), subnet, chosen ? " from the default pools" : "", owner);
      case RangeWidened(var pool, var range) ->
          "space %s: pool %s takes %s".formatted(space, shown(pool), range);
      case SubnetReturned(var pool) ->
          "space %s: pool %s gives its subnet back".formatted(space, shown(pool));
    };
  }

  private static String ofPool(Recorded event) {
    String pool = shown(event.stream().id());
    return switch (PoolWork.POOL.codec().decode(event.payload())) {
      case PoolOpened(var spec) ->
          "pool %s opened: %s %s, for %s"
              .formatted(
                  pool,
                  spec.subnet(),
                  spec.gateway().map(at -> "with gateway " + at).orElse("without gateway"),
                  spec.owner());
      case AddressAllocated(var address, var holder, _) ->
          "pool %s: %s given to %s".formatted(pool, address, holder);
      case AddressReleased(var address, var holder) ->
          "pool %s: %s taken back from %s".formatted(pool, address, holder);
      case AddressReserved(var address, var sandbox) ->
          "pool %s: %s is reserved%s"
              .formatted(pool, address, sandbox.map(name -> " for " + name).orElse(""));
      case AddressUnreserved(var address) ->
          "pool %s: %s is reserved no more".formatted(pool, address);
      case PoolWidened(var range) -> "pool %s: chooses from %s now".formatted(pool, range);
      case PoolClosed() -> "pool %s closed".formatted(pool);
    };
  }

  private static String ofRequest(Recorded event) {
    return switch (Requests.KIND.codec().decode(event.payload())) {
      case RequestRefused(var method, var reason, var message, _) ->
          "%s refused: %s: %s"
              .formatted(method.isEmpty() ? "a connection" : call(method), reason, message);
      case RequestUnneeded(var method, var thing) ->
          "%s found all as asked for%s"
              .formatted(call(method), thing.isEmpty() ? "" : " at " + shown(thing));
    };
  }

  private static String call(String method) {
    return method.substring(method.lastIndexOf('/') + 1);
  }

  private static String shown(String id) {
    return id.length() <= ID_SHOWN ? id : id.substring(0, ID_SHOWN);
  }
}
