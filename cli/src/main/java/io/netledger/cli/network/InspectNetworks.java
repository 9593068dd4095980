package io.netledger.cli.network;

import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Display detailed information on one or more networks, in the shape of Docker's",
    customSynopsis = "netledger network inspect [OPTIONS] NETWORK [NETWORK...]",
    footer = {
      "%nExamples:",
      "  netledger network inspect br0",
      "  netledger network inspect --at 2026-11-20T14:05 br0",
      "  netledger network inspect -f '{{range .IPAM.Config}}{{.Subnet}} via {{.Gateway}}{{end}}' br0",
      "  netledger network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}}{{println}}{{end}}' br0",
      "  netledger network inspect -f '{{json .Labels}}' br0 web"
    })
final class InspectNetworks implements Callable<Integer> {

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "NETWORK",
      description = "Id, name or unique prefix of an id")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "json, or a template (default: json)")
  private String format = "";

  @Option(
      names = {"-v", "--verbose"},
      description = "As in Docker, where it shows more of swarm networks only")
  void verbose(boolean any) {
    // there is no more to show
  }

  @Mixin private final Past past = new Past();

  InspectNetworks(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Inspection.show(session, "network", names, format, this::find);
  }

  private Fields find(String name) {
    var request = GetNetworkRequest.newBuilder().setNetwork(name);
    past.into(request::setAsOf);
    var answer =
        session.ask(
            "reading network " + name,
            About.network(name),
            () -> session.networks().getNetwork(request.build()));
    past.answered(Past.NETWORK, answer.getRevision());
    Network network = answer.getNetwork();
    return past.stamped(NetworkShape.whole(network, users(network)));
  }

  /** The sandboxes of a network that nobody is connected to, because its name is their mode. */
  private List<Sandbox> users(Network network) {
    if (!network.getPredefined() || network.getDriver().equals("bridge")) {
      return List.of();
    }
    return Pages.all(token -> {
      var request =
          ListSandboxesRequest.newBuilder()
              .addFilter("mode=" + network.getName())
              .setPageSize(Pages.LARGEST)
              .setPageToken(token);
      past.into(request::setAsOf);
      var answer =
          session.ask(
              "listing sandboxes",
              About.ALL,
              () -> session.sandboxes().listSandboxes(request.build()));
      return new Page<>(answer.getSandboxesList(), answer.getNextPageToken());
    });
  }
}
