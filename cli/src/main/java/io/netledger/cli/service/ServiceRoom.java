package io.netledger.cli.service;

import io.netledger.cli.session.Room;
import io.netledger.cli.session.Room.Verb;
import io.netledger.cli.session.Session;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** {@code netledger service}. */
public final class ServiceRoom {

  private ServiceRoom() {}

  /** The noun with the verbs that the caller's words need. */
  public static CommandLine open(Session session, Set<String> words) {
    return Room.open(
        "service",
        "Manage services: one name and one address for many sandboxes",
        words,
        List.of(
            new Verb("create", () -> new CreateService(session)),
            new Verb("inspect", () -> new InspectServices(session)),
            new Verb("ls", "list", () -> new ListServices(session)),
            new Verb("rm", "remove", () -> new RemoveServices(session))));
  }
}
