package io.netledger.network.join;

import static io.netledger.network.Story.given;

import io.netledger.network.join.JoinCommand.IssueToken;
import io.netledger.network.join.JoinCommand.UseToken;
import io.netledger.network.join.JoinEvent.HostJoined;
import io.netledger.network.join.JoinEvent.JoinTokenIssued;
import io.netledger.refusal.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A join token … */
class JoinDeciderTest {

  private static final JoinDecider TOKEN = new JoinDecider();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant END = NOW.plusSeconds(60);
  private static final JoinTokenIssued FOR_H1 = new JoinTokenIssued("h1", END);
  private static final JoinTokenIssued FOR_ANY = new JoinTokenIssued("", END);
  private static final IssuedCertificate CERTIFICATE =
      new IssuedCertificate("key-1", "01", NOW.plusSeconds(3_600));
  private static final IssuedCertificate SAME_KEY =
      new IssuedCertificate("key-1", "02", NOW.plusSeconds(3_601));
  private static final IssuedCertificate OTHER_KEY =
      new IssuedCertificate("key-2", "03", NOW.plusSeconds(3_600));
  private static final HostJoined JOINED = new HostJoined("h1", CERTIFICATE);

  @Test
  void isIssuedOnceForOneHost() {
    given(TOKEN).when(new IssueToken("h1", END)).then(FOR_H1);
    given(TOKEN, FOR_H1).when(new IssueToken("h1", END.plusSeconds(1))).thenNothing();
    given(TOKEN, FOR_H1).when(new IssueToken("h2", END)).thenRejected(Reason.JOIN_REFUSED);
    given(TOKEN, FOR_H1, JOINED).when(new IssueToken("h1", END)).thenRejected(Reason.JOIN_REFUSED);
  }

  @Test
  void letsItsHostIn() {
    given(TOKEN, FOR_H1).when(new UseToken("h1", CERTIFICATE, NOW)).then(JOINED);
    given(TOKEN, FOR_ANY)
        .when(new UseToken("h7", CERTIFICATE, NOW))
        .then(new HostJoined("h7", CERTIFICATE));
  }

  @Test
  void letsNobodyElseIn() {
    given(TOKEN).when(new UseToken("h1", CERTIFICATE, NOW)).thenRejected(Reason.JOIN_REFUSED);
    given(TOKEN, FOR_H1)
        .when(new UseToken("h2", CERTIFICATE, NOW))
        .thenRejected(Reason.JOIN_REFUSED, "another host", "h2");
  }

  @Test
  void isGoodUntilItsEnd() {
    given(TOKEN, FOR_H1).when(new UseToken("h1", CERTIFICATE, END.minusMillis(1))).then(JOINED);
    given(TOKEN, FOR_H1)
        .when(new UseToken("h1", CERTIFICATE, END))
        .thenRejected(Reason.JOIN_REFUSED, "expired");
    given(TOKEN, FOR_H1, JOINED)
        .when(new UseToken("h1", SAME_KEY, END))
        .thenRejected(Reason.JOIN_REFUSED, "expired");
  }

  @Test
  void answersTheSameKeyAgainAndNoOther() {
    given(TOKEN, FOR_H1, JOINED).when(new UseToken("h1", SAME_KEY, NOW)).thenNothing();
    given(TOKEN, FOR_H1, JOINED)
        .when(new UseToken("h1", OTHER_KEY, NOW))
        .thenRejected(Reason.JOIN_REFUSED, "is used");
    given(TOKEN, FOR_ANY, JOINED)
        .when(new UseToken("h2", SAME_KEY, NOW))
        .thenRejected(Reason.JOIN_REFUSED, "is used");
  }
}
