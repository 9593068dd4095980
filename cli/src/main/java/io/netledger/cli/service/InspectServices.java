package io.netledger.cli.service;

import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.GetServiceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Display detailed information on one or more services, with their backends",
    customSynopsis = "netledger service inspect [OPTIONS] SERVICE [SERVICE...]",
    footer = {
      "%nExamples:",
      "  netledger service inspect web",
      "  netledger service inspect --at 5m web",
      "  netledger service inspect -f '{{range .Backends}}{{.Sandbox}}{{println}}{{end}}' web"
    })
final class InspectServices implements Callable<Integer> {

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "SERVICE",
      description = "Id, name or unique prefix of an id")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "json, or a template (default: json)")
  private String format = "";

  @Mixin private final Past past = new Past();

  InspectServices(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Inspection.show(session, "service", names, format, this::find);
  }

  private Fields find(String name) {
    var request = GetServiceRequest.newBuilder().setService(name);
    past.into(request::setAsOf);
    var answer =
        session.ask(
            "reading service " + name,
            About.ALL.with(name),
            () -> session.services().getService(request.build()));
    past.answered(Past.NETWORK, answer.getRevision());
    return past.stamped(ServiceShape.whole(answer.getService()));
  }
}
