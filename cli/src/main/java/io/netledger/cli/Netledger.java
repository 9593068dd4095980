package io.netledger.cli;

import io.netledger.cli.format.BadTemplate;
import io.netledger.cli.history.Diff;
import io.netledger.cli.history.Explain;
import io.netledger.cli.history.HistoryRoom;
import io.netledger.cli.history.WhoHad;
import io.netledger.cli.host.HostRoom;
import io.netledger.cli.ipam.PoolRoom;
import io.netledger.cli.network.NetworkRoom;
import io.netledger.cli.run.Exec;
import io.netledger.cli.run.Run;
import io.netledger.cli.sandbox.SandboxRoom;
import io.netledger.cli.service.ServiceRoom;
import io.netledger.cli.session.Console;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.GlobalOptions;
import io.netledger.cli.session.Session;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code netledger}: wires the commands that the caller's words need, and turns
 * failures into exit codes.
 */
@Command(
    name = "netledger",
    description = "Container networks with a ledger",
    customSynopsis = "netledger [OPTIONS] COMMAND",
    footer = {
      "%nExamples:",
      "  netledger network create --driver=bridge --subnet=192.168.0.0/16 br0",
      "  netledger run --network br0 -- ip addr",
      "  netledger history",
      "%nRun 'netledger COMMAND --help' for more information on a command."
    })
public final class Netledger implements Callable<Integer> {

  /** Rooms by their nouns. */
  private static final Map<String, BiFunction<Session, Set<String>, CommandLine>> NOUNS =
      new java.util.TreeMap<>(
          Map.of(
              "network", NetworkRoom::open,
              "sandbox", SandboxRoom::open,
              "endpoint", SandboxRoom::openEndpoints,
              "service", ServiceRoom::open,
              "host", HostRoom::open,
              "pool", PoolRoom::open,
              "address", PoolRoom::openAddresses,
              "ipam", PoolRoom::openIpam));

  @Mixin private final GlobalOptions options = new GlobalOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private Netledger() {}

  public static void main(String[] args) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int exitCode =
        run(new Console(System.in, out, err, System.getenv(), Netledger::isTerminal), args);
    out.flush();
    // Nothing is left to be done, so the threads of the line to the service need not be waited for.
    Runtime.getRuntime().halt(exitCode);
  }

  /** Carries out one call and answers its exit code. */
  public static int run(Console console, String... args) {
    var netledger = new Netledger();
    try (var session = new Session(console, netledger.options)) {
      CommandLine line = netledger.line(session, Set.of(dedupe(args)));
      line.setUsageHelpWidth(HELP_WIDTH);
      line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
      line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
      line.setParameterExceptionHandler(new UsageErrors());
      line.setExecutionExceptionHandler((thrown, _, _) -> netledger.failed(console, thrown));
      return line.execute(args);
    }
  }

  /** The whole command line, for completion and tests. */
  static CommandLine whole(Session session) {
    return new Netledger().line(session, Set.of());
  }

  private CommandLine line(Session session, Set<String> words) {
    var line = new CommandLine(this);
    boolean all =
        NOUNS.keySet().stream().noneMatch(words::contains)
            && ROOTS.stream().noneMatch(words::contains);
    if (all || words.contains("run")) {
      line.addSubcommand("run", new CommandLine(new Run(session)).setStopAtPositional(true));
    }
    if (all || words.contains("exec")) {
      line.addSubcommand("exec", new CommandLine(new Exec(session)).setStopAtPositional(true));
    }
    NOUNS.forEach((noun, open) -> {
      if (all || words.contains(noun)) {
        line.addSubcommand(noun, open.apply(session, words));
      }
    });
    if (all || words.contains("history")) {
      line.addSubcommand("history", HistoryRoom.open(session, words));
    }
    if (all || words.contains("diff")) {
      line.addSubcommand("diff", new Diff(session));
    }
    if (all || words.contains("explain")) {
      line.addSubcommand("explain", new Explain(session));
    }
    if (all || words.contains("who-had")) {
      line.addSubcommand("who-had", new WhoHad(session));
    }
    if (all || words.contains("version")) {
      line.addSubcommand("version", new Version(session));
    }
    if (all || words.contains("completion")) {
      line.addSubcommand("completion", new Completion(session));
    }
    return line;
  }

  private static final List<String> ROOTS =
      List.of("run", "exec", "history", "diff", "explain", "who-had", "version", "completion");

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 0;
  }

  private int failed(Console console, Exception thrown) throws Exception {
    return switch (thrown) {
      case Failure failure -> {
        console.err().println(failure.text());
        yield failure.exitCode();
      }
      case BadTemplate template -> {
        console.err().println(template.getMessage());
        yield template.isUnreadable() ? BAD_TEMPLATE : Failure.REFUSED;
      }
      default -> {
        if (options.debug()) {
          throw thrown;
        }
        console
            .err()
            .println(
                "netledger: this is a mistake of ours: "
                    + thrown
                    + "\nAgain with --debug shows where.");
        yield Failure.REFUSED;
      }
    };
  }

  /** Wide enough for the examples. */
  private static final int HELP_WIDTH = 118;

  /** Docker's exit code for a template that cannot be read. */
  private static final int BAD_TEMPLATE = 64;

  private static String[] dedupe(String... args) {
    return List.of(args).stream().distinct().toArray(String[]::new);
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
  }
}
