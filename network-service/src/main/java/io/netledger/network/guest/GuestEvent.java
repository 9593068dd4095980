package io.netledger.network.guest;

/** What has happened to guests. Stored forever, each as the message of its name. */
public sealed interface GuestEvent {

  record GuestAdded(String donor, String guestId) implements GuestEvent {}

  record GuestRemoved(String donor, String guestId) implements GuestEvent {}
}
