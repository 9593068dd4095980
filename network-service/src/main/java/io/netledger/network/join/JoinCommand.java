package io.netledger.network.join;

import java.time.Instant;

/** A wish about one join token. */
public sealed interface JoinCommand {

  /**
   * A host may join with it.
   *
   * @param host empty: any
   */
  record IssueToken(String host, Instant expires) implements JoinCommand {}

  /** A host joins with it and gets {@code certificate}, if it may. */
  record UseToken(String host, IssuedCertificate certificate, Instant now) implements JoinCommand {}
}
