package io.netledger.cli.sandbox;

import io.netledger.cli.session.Failures;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    description = "Remove one or more sandboxes; prints each that was removed",
    customSynopsis = "netledger sandbox rm [OPTIONS] SANDBOX [SANDBOX...]",
    footer = {
      "%nA namespace that was taken over is left as it is but for our interfaces.",
      "%nExamples:",
      "  netledger sandbox rm web",
      "  netledger sandbox rm -f web db   (disconnects them first)"
    })
final class RemoveSandboxes implements Callable<Integer> {

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "SANDBOX",
      description = "Id, name or unique prefix of an id")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--force"},
      description = "Disconnect it, then remove; no error if there is no such sandbox")
  private boolean force;

  RemoveSandboxes(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var calls = new SandboxCalls(session);
    return Failures.each(
        session,
        names,
        name -> {
          String id = session.requestId(names.size() == 1 ? "" : name);
          if (calls.remove(Inspection.checked("sandbox", name), force, id)) {
            session.say(name);
          }
        });
  }
}
