package io.netledger.cli.host;

import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.GetHostRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Display detailed information on one or more hosts",
    customSynopsis = "netledger host inspect [OPTIONS] HOST [HOST...]",
    footer = {
      "%nExamples:",
      "  netledger host inspect h1",
      "  netledger host inspect --at 1d h1",
      "  netledger host inspect -f '{{join .Capabilities \", \"}}' h1"
    })
final class InspectHosts implements Callable<Integer> {

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "HOST", description = "Name of a host")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "json, or a template (default: json)")
  private String format = "";

  @Mixin private final Past past = new Past();

  InspectHosts(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Inspection.show(session, "host", names, format, this::find);
  }

  private Fields find(String name) {
    var request = GetHostRequest.newBuilder().setHost(name);
    past.into(request::setAsOf);
    var answer =
        session.ask(
            "reading host " + name,
            About.ALL.with(name),
            () -> session.hosts().getHost(request.build()));
    past.answered(Past.NETWORK, answer.getRevision());
    return past.asOf().isPresent()
        ? past.stamped(HostShape.pastWhole(answer.getHost()))
        : HostShape.whole(answer.getHost());
  }
}
