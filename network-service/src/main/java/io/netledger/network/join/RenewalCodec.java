package io.netledger.network.join;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;

import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.proto.events.v1.HostCertificateRenewed;

/** Events of a host's certificates and their stored form. */
public final class RenewalCodec implements EventCodec<RenewalEvent> {

  @Override
  public Payload encode(RenewalEvent event) {
    return payload(
        switch (event) {
          case RenewalEvent.HostCertificateRenewed(var certificate) ->
              HostCertificateRenewed.newBuilder()
                  .setPublicKeySha256(certificate.publicKey())
                  .setSerial(certificate.serial())
                  .setExpiresAtMicros(JoinCodec.micros(certificate.expires()))
                  .build();
        });
  }

  @Override
  public RenewalEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "HostCertificateRenewed" -> {
        HostCertificateRenewed stored = read(HostCertificateRenewed.parser(), payload);
        yield new RenewalEvent.HostCertificateRenewed(
            new IssuedCertificate(
                stored.getPublicKeySha256(),
                stored.getSerial(),
                JoinCodec.instant(stored.getExpiresAtMicros())));
      }
      default -> throw unknown(payload);
    };
  }
}
