package io.netledger.network.join;

import java.time.Instant;

/** What is known of a join token. */
public sealed interface JoinToken {

  /** Nobody has issued it. */
  record Unknown() implements JoinToken {}

  /**
   * It waits for its host.
   *
   * @param host empty: any
   */
  record Issued(String host, Instant expires) implements JoinToken {}

  /** A host has joined with it. */
  record Used(Issued issued, String host, IssuedCertificate certificate) implements JoinToken {}
}
