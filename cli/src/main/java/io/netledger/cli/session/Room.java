package io.netledger.cli.session;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A noun with its verbs. Only verbs among the caller's words are read in, as reading one costs
 * milliseconds; if there is none, all are, so that help and complaints know them.
 */
public final class Room {

  private Room() {}

  /**
   * A verb that can be read in.
   *
   * @param alias another name of it; empty: none
   */
  public record Verb(String name, String alias, Supplier<Object> command) {

    public Verb(String name, Supplier<Object> command) {
      this(name, "", command);
    }

    private boolean isAmong(Set<String> words) {
      return words.contains(name) || words.contains(alias);
    }
  }

  /**
   * The noun with those of its verbs that are among the words, or with all of them.
   *
   * @param noun as it is called: "network", or "host token" of a noun within another
   */
  public static CommandLine open(String noun, String about, Set<String> words, List<Verb> verbs) {
    var usage = new Usage();
    String name = noun.substring(noun.lastIndexOf(' ') + 1);
    CommandSpec spec = CommandSpec.wrapWithoutInspection(usage).name(name);
    spec.usageMessage()
        .description(about)
        .customSynopsis("netledger " + noun + " COMMAND")
        .footer("%nRun 'netledger " + noun + " COMMAND --help' for more information on a command.");
    var room = new CommandLine(spec);
    usage.line = room;
    add(room, words, verbs);
    return room;
  }

  /** Adds the commands that are among the words, or all if none is. */
  public static void add(CommandLine room, Set<String> words, List<Verb> verbs) {
    List<Verb> wanted = verbs.stream().filter(verb -> verb.isAmong(words)).toList();
    for (Verb verb : wanted.isEmpty() ? verbs : wanted) {
      Object command = verb.command().get();
      if (verb.alias().isEmpty()) {
        room.addSubcommand(verb.name(), command);
      } else {
        room.addSubcommand(verb.name(), command, verb.alias());
      }
    }
  }

  /** A noun alone shows what it offers, as Docker's do. */
  private static final class Usage implements Callable<Integer> {

    private @org.jspecify.annotations.Nullable CommandLine line;

    @Override
    public Integer call() {
      if (line != null) {
        line.usage(line.getErr());
      }
      return 0;
    }
  }
}
