package io.netledger.network.join;

import io.netledger.eventstore.Decider;
import io.netledger.network.join.JoinCommand.IssueToken;
import io.netledger.network.join.JoinCommand.UseToken;
import io.netledger.network.join.JoinEvent.HostJoined;
import io.netledger.network.join.JoinEvent.JoinTokenIssued;
import io.netledger.network.join.JoinToken.Issued;
import io.netledger.network.join.JoinToken.Unknown;
import io.netledger.network.join.JoinToken.Used;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;

/**
 * The rules of a join token: it lets one host in, once, in time. A host whose answer was lost asks
 * again with the same key and gets the same; with another key nobody gets anything.
 */
public final class JoinDecider implements Decider<JoinToken, JoinCommand, JoinEvent> {

  @Override
  public JoinToken initial() {
    return new Unknown();
  }

  @Override
  public List<JoinEvent> decide(JoinToken token, JoinCommand command) {
    return switch (command) {
      case IssueToken issue -> issue(token, issue);
      case UseToken use -> use(token, use);
    };
  }

  private static List<JoinEvent> issue(JoinToken token, IssueToken issue) {
    return switch (token) {
      case Unknown _ -> List.of(new JoinTokenIssued(issue.host(), issue.expires()));
      case Issued(var host, _) when host.equals(issue.host()) -> List.of();
      case Issued _ -> throw refused("the join token was issued for another host");
      case Used _ -> throw refused("the join token is used");
    };
  }

  private static List<JoinEvent> use(JoinToken token, UseToken use) {
    return switch (token) {
      case Unknown _ -> throw refused("no such join token");
      case Issued issued -> {
        checkInTime(issued, use);
        if (!issued.host().isEmpty() && !issued.host().equals(use.host())) {
          throw refused("the join token is of another host than " + use.host());
        }
        yield List.of(new HostJoined(use.host(), use.certificate()));
      }
      case Used(var issued, var host, var certificate) -> {
        checkInTime(issued, use);
        if (!host.equals(use.host())
            || !certificate.publicKey().equals(use.certificate().publicKey())) {
          throw refused("the join token is used");
        }
        yield List.of();
      }
    };
  }

  private static void checkInTime(Issued issued, UseToken use) {
    if (!use.now().isBefore(issued.expires())) {
      throw refused("the join token has expired at " + issued.expires());
    }
  }

  private static Rejection refused(String message) {
    return new Rejection(Reason.JOIN_REFUSED, message);
  }

  @Override
  public JoinToken evolve(JoinToken token, JoinEvent event) {
    return switch (event) {
      case JoinTokenIssued(var host, var expires) -> new Issued(host, expires);
      case HostJoined(var host, var certificate) -> new Used(issued(token), host, certificate);
    };
  }

  private static Issued issued(JoinToken token) {
    return switch (token) {
      case Issued issued -> issued;
      case Used(var issued, _, _) -> issued;
      case Unknown _ ->
          throw new IllegalStateException("impossible history: joined before it was issued");
    };
  }
}
