package io.netledger.cli.host;

import io.netledger.cli.session.Room;
import io.netledger.cli.session.Room.Verb;
import io.netledger.cli.session.Session;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** {@code netledger host}. */
public final class HostRoom {

  private HostRoom() {}

  /** The noun with the verbs that the caller's words need. */
  public static CommandLine open(Session session, Set<String> words) {
    return Room.open(
        "host",
        "Manage hosts: the machines that have a driver-agent",
        words,
        List.of(
            new Verb("drain", () -> new DrainHosts(session)),
            new Verb("inspect", () -> new InspectHosts(session)),
            new Verb("ls", "list", () -> new ListHosts(session)),
            new Verb("rm", "remove", () -> new RemoveHosts(session)),
            new Verb("token", () -> tokens(session, words)),
            new Verb("undrain", () -> new UndrainHosts(session))));
  }

  private static CommandLine tokens(Session session, Set<String> words) {
    return Room.open(
        "host token",
        "Let hosts join",
        words,
        List.of(new Verb("create", () -> new CreateToken(session))));
  }
}
