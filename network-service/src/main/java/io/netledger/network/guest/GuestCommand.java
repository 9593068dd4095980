package io.netledger.network.guest;

/** A wish about who shares a namespace with whom. */
public sealed interface GuestCommand {

  /**
   * A sandbox shall share the namespace of whoever has the name.
   *
   * @param donor the name
   */
  record AddGuest(String donor, String guestId) implements GuestCommand {}

  /** The sandbox is gone. */
  record RemoveGuest(String donor, String guestId) implements GuestCommand {}
}
