package io.netledger.network.name;

/** What has happened to the names of one kind of thing. */
public sealed interface NameEvent {

  record NameClaimed(String name, String id) implements NameEvent {}

  record NameFreed(String name, String id) implements NameEvent {}
}
