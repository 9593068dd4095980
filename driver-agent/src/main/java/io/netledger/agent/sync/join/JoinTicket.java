package io.netledger.agent.sync.join;

import io.netledger.identity.Fingerprint;
import io.netledger.wire.WireAddress;

/**
 * What lets a host join.
 *
 * @param address where it joins
 * @param token a secret: it is good once
 * @param authority by which the host knows that it joins where it should
 */
public record JoinTicket(WireAddress.Tcp address, String token, Fingerprint authority) {

  /** Without the token. */
  @Override
  public String toString() {
    return "ticket for " + address;
  }
}
