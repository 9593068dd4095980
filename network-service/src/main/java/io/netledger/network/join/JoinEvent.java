package io.netledger.network.join;

import java.time.Instant;

/** What has happened to a join token. Stored forever, each as the message of its name. */
public sealed interface JoinEvent {

  record JoinTokenIssued(String host, Instant expires) implements JoinEvent {}

  record HostJoined(String host, IssuedCertificate certificate) implements JoinEvent {}
}
