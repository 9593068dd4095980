package io.netledger.identity;

import java.util.Optional;

/** Hears of certificates that were not taken. Called within a handshake: it must not block. */
@FunctionalInterface
public interface HandshakeRefusals {

  /** Hears and forgets. */
  HandshakeRefusals UNHEARD = (_, _) -> {};

  /**
   * A certificate was not taken, and the connection ends.
   *
   * @param caller whom the certificate names, if an authority of ours has signed it; else its word
   *     is worth nothing, and this is empty
   * @param why in words
   */
  void refused(Optional<Identity> caller, String why);
}
