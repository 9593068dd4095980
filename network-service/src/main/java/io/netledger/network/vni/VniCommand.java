package io.netledger.network.vni;

import java.util.OptionalInt;

/** A wish about the VNIs. */
public sealed interface VniCommand {

  /**
   * A network shall have a number that no other has.
   *
   * @param wanted empty: choose
   * @param holder what the network is called that has the wanted one, for a refusal; empty: nobody
   */
  record ClaimVni(String networkId, OptionalInt wanted, String holder) implements VniCommand {}

  /** A network has no more use for its number. */
  record FreeVni(String networkId) implements VniCommand {}
}
