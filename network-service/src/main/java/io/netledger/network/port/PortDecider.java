package io.netledger.network.port;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Decider;
import io.netledger.network.port.PortCommand.ClaimPorts;
import io.netledger.network.port.PortCommand.FreePorts;
import io.netledger.network.port.PortEvent.PortsClaimed;
import io.netledger.network.port.PortEvent.PortsFreed;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one host's ports: one number at one address, one endpoint. A number that is chosen
 * is the next free one after the last that was, so that one which was just freed is not given to
 * somebody else while its old users still call it.
 */
public final class PortDecider implements Decider<Ports, PortCommand, PortEvent> {

  /** Of IANA's dynamic ports (RFC 6335, section 6), which begin with 49152. */
  static final int FIRST = 49_153;

  static final int LAST = 65_535;

  @Override
  public Ports initial() {
    return Ports.NONE;
  }

  @Override
  public List<PortEvent> decide(Ports ports, PortCommand command) {
    return switch (command) {
      case ClaimPorts claim -> claim(ports, claim);
      case FreePorts(var endpoint) when ports.of(endpoint).isPresent() ->
          List.of(new PortsFreed(endpoint));
      case FreePorts _ -> List.of();
    };
  }

  private static List<PortEvent> claim(Ports ports, ClaimPorts claim) {
    Optional<List<PublishedPort>> there = ports.of(claim.endpointId());
    if (there.isPresent()) {
      return same(there.get(), claim);
    }
    Ports now = ports;
    List<PublishedPort> claimed = new ArrayList<>();
    int chosen = 0;
    for (PortWish wish : claim.wishes()) {
      int number = wish.hostPort();
      if (number == 0) {
        number = next(now, wish, chosen == 0 ? ports.lastChosen() : chosen);
        chosen = number;
      }
      for (IpAddress address : wish.hostIps()) {
        PublishedPort port =
            new PublishedPort(Optional.of(address), number, wish.port(), wish.protocol());
        refuseTaken(now, address, port, claim);
        claimed.add(port);
        now = now.with(claim.endpointId(), port);
      }
    }
    return claimed.isEmpty()
        ? List.of()
        : List.of(new PortsClaimed(claim.endpointId(), List.copyOf(claimed), chosen));
  }

  private static List<PortEvent> same(List<PublishedPort> there, ClaimPorts claim) {
    List<PublishedPort> asked = new ArrayList<>();
    int position = 0;
    for (PortWish wish : claim.wishes()) {
      for (IpAddress address : wish.hostIps()) {
        int number =
            wish.hostPort() == 0 && position < there.size()
                ? there.get(position).hostPort()
                : wish.hostPort();
        asked.add(new PublishedPort(Optional.of(address), number, wish.port(), wish.protocol()));
        position++;
      }
    }
    if (asked.equals(there)) {
      return List.of();
    }
    throw new Rejection(
        Reason.PORT_IN_USE, "the endpoint has published %s, not %s".formatted(there, asked));
  }

  private static void refuseTaken(
      Ports ports, IpAddress address, PublishedPort port, ClaimPorts claim) {
    var slot = new Ports.Slot(port.protocol(), port.hostPort());
    Optional<String> holder = ports.holder(address, slot);
    if (holder.isPresent()) {
      String where = PortWish.at(address, port.hostPort()) + "/" + port.protocol();
      throw new Rejection(
          Reason.PORT_IN_USE,
          holder.get().equals(claim.endpointId())
              ? "port " + where + " is to be published twice"
              : "port %s is already allocated to %s"
                  .formatted(where, name(claim.holders(), holder.get())));
    }
  }

  private static String name(Map<String, String> holders, String endpointId) {
    return holders.getOrDefault(endpointId, "endpoint %.12s".formatted(endpointId));
  }

  /** The first number after {@code last} that is free at all the addresses. */
  private static int next(Ports ports, PortWish wish, int last) {
    int candidate = last;
    for (int i = FIRST; i <= LAST; i++) {
      candidate = candidate < FIRST || candidate >= LAST ? FIRST : candidate + 1;
      var slot = new Ports.Slot(wish.protocol(), candidate);
      if (wish.hostIps().stream().noneMatch(it -> ports.holder(it, slot).isPresent())) {
        return candidate;
      }
    }
    throw new Rejection(
        Reason.PORTS_EXHAUSTED,
        "no %s port of %d to %d is free at %s"
            .formatted(wish.protocol(), FIRST, LAST, wish.hostIps()));
  }

  @Override
  public Ports evolve(Ports ports, PortEvent event) {
    return switch (event) {
      case PortsClaimed(var endpoint, var claimed, var chosen) ->
          ports.with(endpoint, claimed, chosen);
      case PortsFreed(var endpoint) -> ports.without(endpoint);
    };
  }
}
