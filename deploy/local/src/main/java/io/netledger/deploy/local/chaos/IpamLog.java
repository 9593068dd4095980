package io.netledger.deploy.local.chaos;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netledger.proto.events.v1.AddressAllocated;
import io.netledger.proto.events.v1.AddressReleased;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.ipam.v1.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of ipam-service, counted without its own code. */
final class IpamLog {

  private final List<Event> events;
  private final Map<String, String> held = new LinkedHashMap<>();
  private final List<String> impossible = new ArrayList<>();

  IpamLog(List<Event> events) {
    this.events = events;
    events.forEach(this::fold);
  }

  private void fold(Event event) {
    try {
      switch (NetworkLog.shortType(event)) {
        case "AddressAllocated" -> {
          var allocated = event.getPayload().unpack(AddressAllocated.class);
          String before = held.put(key(event, allocated.getAddress()), allocated.getHolder());
          if (before != null) {
            impossible.add(event.getRevision() + ": given out while held by " + before);
          }
        }
        case "AddressReleased" -> {
          var released = event.getPayload().unpack(AddressReleased.class);
          if (!held.remove(key(event, released.getAddress()), released.getHolder())) {
            impossible.add(event.getRevision() + ": taken back, and not held");
          }
        }
        default -> {}
      }
    } catch (InvalidProtocolBufferException e) {
      impossible.add(event.getRevision() + ": " + e.getMessage());
    }
  }

  private static String key(Event event, String address) {
    return event.getStream() + " " + address;
  }

  void check(Checks checks, List<Address> view) {
    NetworkLog.gapless(checks, "ipam-service's revisions have no gap", events);
    checks.same("no address was ever given out twice at a time", List.of(), impossible);
    checks.same(
        "what is held in the log is held in the view",
        held.entrySet().stream().map(Map.Entry::toString).toList(),
        view.stream()
            .map(each ->
                "pool/%s %s=%s"
                    .formatted(
                        each.getPoolId(),
                        each.getAddress().substring(0, each.getAddress().indexOf('/')),
                        each.getHolder()))
            .toList());
  }
}
