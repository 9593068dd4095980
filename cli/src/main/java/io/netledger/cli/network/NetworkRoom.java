package io.netledger.cli.network;

import io.netledger.cli.session.Room;
import io.netledger.cli.session.Room.Verb;
import io.netledger.cli.session.Session;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** {@code netledger network}. */
public final class NetworkRoom {

  private NetworkRoom() {}

  /** The noun with the verbs that the caller's words need. */
  public static CommandLine open(Session session, Set<String> words) {
    return Room.open(
        "network",
        "Manage networks",
        words,
        List.of(
            new Verb("connect", () -> new ConnectSandbox(session)),
            new Verb("create", () -> new CreateNetwork(session)),
            new Verb("disconnect", () -> new DisconnectSandbox(session)),
            new Verb("inspect", () -> new InspectNetworks(session)),
            new Verb("ls", "list", () -> new ListNetworks(session)),
            new Verb("prune", () -> new PruneNetworks(session)),
            new Verb("rename", () -> new RenameNetwork(session)),
            new Verb("rm", "remove", () -> new RemoveNetworks(session)),
            new Verb("update", () -> new UpdateNetwork(session))));
  }
}
