package io.netledger.cli.sandbox;

import io.netledger.cli.session.Room;
import io.netledger.cli.session.Room.Verb;
import io.netledger.cli.session.Session;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** {@code netledger sandbox} and {@code netledger endpoint}. */
public final class SandboxRoom {

  private SandboxRoom() {}

  /** The noun with the verbs that the caller's words need. */
  public static CommandLine open(Session session, Set<String> words) {
    return Room.open(
        "sandbox",
        "Manage sandboxes: the network stacks of containers",
        words,
        List.of(
            new Verb("create", () -> new CreateSandbox(session)),
            new Verb("inspect", () -> new InspectSandboxes(session)),
            new Verb("ls", "list", () -> new ListSandboxes(session)),
            new Verb("rm", "remove", () -> new RemoveSandboxes(session))));
  }

  /** The noun of the interfaces. */
  public static CommandLine openEndpoints(Session session, Set<String> words) {
    return Room.open(
        "endpoint",
        "Show endpoints: the interfaces of sandboxes on networks",
        words,
        List.of(new Verb("ls", "list", () -> new ListEndpoints(session))));
  }
}
