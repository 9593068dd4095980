package io.netledger.cli.history;

import io.netledger.cli.session.Room.Verb;
import io.netledger.cli.session.Session;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** {@code netledger history}, which shows events, and its verbs. */
public final class HistoryRoom {

  private HistoryRoom() {}

  /** With those of its verbs that are among the words; with all, where help is asked for. */
  public static CommandLine open(Session session, Set<String> words) {
    CommandLine history = new CommandLine(new History(session));
    boolean all = words.isEmpty() || words.contains("--help");
    for (Verb verb : verbs(session)) {
      if (all || words.contains(verb.name())) {
        history.addSubcommand(verb.name(), verb.command().get());
      }
    }
    return history;
  }

  private static List<Verb> verbs(Session session) {
    return List.of(
        new Verb("verify", () -> new VerifyHistory(session)),
        new Verb("checkpoint", () -> new ShowCheckpoint(session)),
        new Verb("prove", () -> new ProveHistory(session)),
        new Verb("export", () -> new ExportHistory(session)),
        new Verb("import", () -> new ImportHistory(session)),
        new Verb("digest", () -> new DigestHistory(session)));
  }
}
