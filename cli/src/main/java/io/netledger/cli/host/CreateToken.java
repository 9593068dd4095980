package io.netledger.cli.host;

import io.netledger.cli.format.Moment;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.cli.session.Span;
import io.netledger.identity.Fingerprint;
import io.netledger.proto.join.v1.IssueJoinTokenRequest;
import io.netledger.proto.join.v1.IssueJoinTokenResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "create",
    description = "Let a host join, once; prints what its agent is to be started with",
    customSynopsis = "netledger host token create [OPTIONS]",
    footer = {
      "%nThe token is made here, and only its SHA-256 is sent and stored: what is printed is the only copy.",
      "%nExamples:",
      "  netledger host token create --host h1",
      "  netledger host token create --ttl 10m -q > token   (the agent takes --join-token @token)"
    })
final class CreateToken implements Callable<Integer> {

  private static final int TOKEN_BYTES = 32;

  private final Session session;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The host that may join (default: any, by the name that it gives)")
  private String host = "";

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      description = "How long the token is good: 10m, 24h; at most 168h (default: 1h)")
  private String ttl = "1h";

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the token only")
  private boolean quiet;

  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  CreateToken(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    IssueJoinTokenResponse answer = issue(token);
    if (rehearsed.only()) {
      session.say(
          "would let " + named(answer) + " join until " + Moment.text(answer.getExpiresAt()));
    } else if (quiet) {
      session.say(token);
    } else {
      session.note(
          "Good once, for %s, until %s. Start its agent with --host, --network-service and:"
              .formatted(named(answer), Moment.text(answer.getExpiresAt())));
      session.say(
          "--join %s --join-token %s --ca-fingerprint %s"
              .formatted(answer.getJoinAddress(), token, answer.getAuthorityFingerprint()));
    }
    return 0;
  }

  private static String named(IssueJoinTokenResponse answer) {
    return answer.getHost().isEmpty() ? "any host" : "host " + answer.getHost();
  }

  private IssueJoinTokenResponse issue(String token) {
    var request =
        IssueJoinTokenRequest.newBuilder()
            .setTokenSha256(Fingerprint.of(token.getBytes(StandardCharsets.UTF_8)).hex())
            .setHost(host)
            .setTtlSeconds((int) Math.max(1, Span.parse(ttl, "--ttl").getSeconds()))
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    return session.ask(
        "issuing a join token", About.ALL, () -> session.joinTokens().issueJoinToken(request));
  }
}
