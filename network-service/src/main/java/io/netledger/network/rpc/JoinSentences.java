package io.netledger.network.rpc;

import io.netledger.network.join.JoinEvent;
import io.netledger.network.join.RenewalEvent;

/** What each event about joining means, as a sentence. */
final class JoinSentences {

  private JoinSentences() {}

  static String join(JoinEvent event) {
    return switch (event) {
      case JoinEvent.JoinTokenIssued(var host, var expires) ->
          "%s may join until %s".formatted(host.isEmpty() ? "a host" : "host " + host, expires);
      case JoinEvent.HostJoined(var host, var certificate) ->
          "host %s has joined with certificate %s, good until %s"
              .formatted(host, certificate.serial(), certificate.expires());
    };
  }

  static String renewal(String host, RenewalEvent event) {
    return switch (event) {
      case RenewalEvent.HostCertificateRenewed(var certificate) ->
          "host %s has certificate %s, good until %s"
              .formatted(host, certificate.serial(), certificate.expires());
    };
  }
}
