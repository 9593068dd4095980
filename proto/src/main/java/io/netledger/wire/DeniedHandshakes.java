package io.netledger.wire;

import io.netledger.identity.HandshakeRefusals;
import io.netledger.identity.Identity;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the ledger know whose certificate was not taken, where an authority of ours has signed it.
 */
final class DeniedHandshakes implements HandshakeRefusals {

  private static final Logger LOG = LoggerFactory.getLogger("netledger.calls");

  private final Denials denials;

  DeniedHandshakes(Denials denials) {
    this.denials = denials;
  }

  @Override
  public void refused(Optional<Identity> caller, String why) {
    LOG.atInfo()
        .setMessage("a certificate was not taken: " + why)
        .addKeyValue("actor", caller.map(who -> "cert:" + who).orElse("unknown"))
        .log();
    caller.ifPresent(who -> {
      var known = Caller.of(who, "", Instant.EPOCH);
      var refusal =
          new Rejection(
              Reason.CERTIFICATE_REFUSED, "the certificate of " + who + " was not taken: " + why);
      Thread.startVirtualThread(() -> denials.denied(known, "", refusal));
    });
  }
}
