package io.netledger.cli.run;

import io.netledger.cli.sandbox.SandboxCalls;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "exec",
    description = "Run a command in a sandbox that is there",
    customSynopsis = "netledger exec [OPTIONS] SANDBOX [--] COMMAND [ARG...]",
    footer = {
      "%nExit code: the command's own, as for netledger run; 1 if there is no such sandbox.",
      "%nExamples:",
      "  netledger exec web -- ip addr",
      "  netledger exec web -- ping -c 1 192.168.0.3"
    })
public final class Exec implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "SANDBOX",
      description = "Id, name or unique prefix of an id")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "What to run, and its arguments")
  private List<String> command = new ArrayList<>();

  public Exec(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Sandbox sandbox = new SandboxCalls(session).find(name);
    Ready.check(sandbox);
    boolean marked = command.getFirst().equals("--") && command.size() > 1;
    List<String> words = marked ? command.subList(1, command.size()) : command;
    return new Entry(session)
        .run(sandbox, words, Signals.catchAll(session.console().interactive().getAsBoolean()));
  }
}
