package io.netledger.network.stored;

import io.netledger.network.Kinds;
import io.netledger.network.join.IssuedCertificate;
import io.netledger.network.join.JoinEvent;
import io.netledger.network.join.RenewalEvent;
import io.netledger.network.stored.StoredEventsTest.Row;
import java.time.Instant;
import java.util.List;

/** The rows of {@link StoredEventsTest} about how hosts join. */
final class StoredJoins {

  private StoredJoins() {}

  static List<Row<?>> rows() {
    Instant end = Instant.parse("2026-01-02T03:04:05.000006Z");
    var certificate = new IssuedCertificate("ab", "cd", end);
    return List.of(
        new Row<>(
            Kinds.JOIN.codec(),
            new JoinEvent.JoinTokenIssued("h1", end),
            "0a02683110c6e6b3b2efeb9103"),
        new Row<>(Kinds.JOIN.codec(), new JoinEvent.JoinTokenIssued("", end), "10c6e6b3b2efeb9103"),
        new Row<>(
            Kinds.JOIN.codec(),
            new JoinEvent.HostJoined("h1", certificate),
            "0a026831120261621a02636420c6e6b3b2efeb9103"),
        new Row<>(
            Kinds.CERTIFICATE.codec(),
            new RenewalEvent.HostCertificateRenewed(certificate),
            "0a0261621202636418c6e6b3b2efeb9103"));
  }
}
