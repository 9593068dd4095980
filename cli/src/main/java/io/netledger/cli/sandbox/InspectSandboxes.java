package io.netledger.cli.sandbox;

import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Display detailed information on one or more sandboxes",
    customSynopsis = "netledger sandbox inspect [OPTIONS] SANDBOX [SANDBOX...]",
    footer = {
      "%nExamples:",
      "  netledger sandbox inspect web",
      "  netledger sandbox inspect --at 5m web",
      "  netledger sandbox inspect -f '{{range $n,$e := .NetworkSettings.Networks}}{{$n}} {{$e.IPAddress}}{{println}}{{end}}' web",
      "  netledger sandbox inspect -f '{{.NetworkSettings.SandboxKey}}' web"
    })
final class InspectSandboxes implements Callable<Integer> {

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "SANDBOX",
      description = "Id, name or unique prefix of an id")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "json, or a template (default: json)")
  private String format = "";

  @Mixin private final Past past = new Past();

  InspectSandboxes(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var calls = new SandboxCalls(session);
    return Inspection.show(
        session,
        "sandbox",
        names,
        format,
        name -> past.stamped(SandboxShape.whole(calls.find(name, past))));
  }
}
