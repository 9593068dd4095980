package io.netledger.network.guest;

import io.netledger.eventstore.Decider;
import io.netledger.network.guest.GuestCommand.AddGuest;
import io.netledger.network.guest.GuestCommand.RemoveGuest;
import io.netledger.network.guest.GuestEvent.GuestAdded;
import io.netledger.network.guest.GuestEvent.GuestRemoved;
import java.util.List;

/**
 * Who is whose guest. A donor is kept by its name, because its guests wait for the next one that
 * has it.
 */
public final class GuestDecider implements Decider<Guests, GuestCommand, GuestEvent> {

  @Override
  public Guests initial() {
    return Guests.NONE;
  }

  @Override
  public List<GuestEvent> decide(Guests guests, GuestCommand command) {
    return switch (command) {
      case AddGuest(var donor, var guest) when guests.of(donor).contains(guest) -> List.of();
      case AddGuest(var donor, var guest) -> List.of(new GuestAdded(donor, guest));
      case RemoveGuest(var donor, var guest) when guests.of(donor).contains(guest) ->
          List.of(new GuestRemoved(donor, guest));
      case RemoveGuest _ -> List.of();
    };
  }

  @Override
  public Guests evolve(Guests guests, GuestEvent event) {
    return switch (event) {
      case GuestAdded(var donor, var guest) -> guests.with(donor, guest);
      case GuestRemoved(var donor, var guest) -> guests.without(donor, guest);
    };
  }
}
