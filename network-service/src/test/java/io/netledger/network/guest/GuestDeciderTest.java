package io.netledger.network.guest;

import static io.netledger.network.Story.given;

import io.netledger.network.guest.GuestCommand.AddGuest;
import io.netledger.network.guest.GuestCommand.RemoveGuest;
import io.netledger.network.guest.GuestEvent.GuestAdded;
import io.netledger.network.guest.GuestEvent.GuestRemoved;
import org.junit.jupiter.api.Test;

/** A guest … */
class GuestDeciderTest {

  private static final GuestDecider GUESTS = new GuestDecider();

  @Test
  void isAddedOnce() {
    given(GUESTS).when(new AddGuest("web", "g1")).then(new GuestAdded("web", "g1"));
    given(GUESTS, new GuestAdded("web", "g1")).when(new AddGuest("web", "g1")).thenNothing();
    given(GUESTS, new GuestAdded("web", "g1"))
        .when(new AddGuest("web", "g2"))
        .then(new GuestAdded("web", "g2"));
  }

  @Test
  void isRemovedOnce() {
    given(GUESTS, new GuestAdded("web", "g1"), new GuestAdded("web", "g2"))
        .when(new RemoveGuest("web", "g1"))
        .then(new GuestRemoved("web", "g1"));
    given(GUESTS, new GuestAdded("web", "g1"), new GuestRemoved("web", "g1"))
        .when(new RemoveGuest("web", "g1"))
        .thenNothing();
    given(GUESTS).when(new RemoveGuest("web", "g1")).thenNothing();
  }
}
