package io.netledger.network.join;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;

import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.proto.events.v1.HostJoined;
import io.netledger.proto.events.v1.JoinTokenIssued;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Events of a join token and their stored form. */
public final class JoinCodec implements EventCodec<JoinEvent> {

  @Override
  public Payload encode(JoinEvent event) {
    return payload(
        switch (event) {
          case JoinEvent.JoinTokenIssued(var host, var expires) ->
              JoinTokenIssued.newBuilder()
                  .setHost(host)
                  .setExpiresAtMicros(micros(expires))
                  .build();
          case JoinEvent.HostJoined(var host, var certificate) ->
              HostJoined.newBuilder()
                  .setHost(host)
                  .setPublicKeySha256(certificate.publicKey())
                  .setSerial(certificate.serial())
                  .setExpiresAtMicros(micros(certificate.expires()))
                  .build();
        });
  }

  @Override
  public JoinEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "JoinTokenIssued" -> {
        JoinTokenIssued stored = read(JoinTokenIssued.parser(), payload);
        yield new JoinEvent.JoinTokenIssued(stored.getHost(), instant(stored.getExpiresAtMicros()));
      }
      case "HostJoined" -> {
        HostJoined stored = read(HostJoined.parser(), payload);
        yield new JoinEvent.HostJoined(
            stored.getHost(),
            new IssuedCertificate(
                stored.getPublicKeySha256(),
                stored.getSerial(),
                instant(stored.getExpiresAtMicros())));
      }
      default -> throw unknown(payload);
    };
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
