package io.netledger.cli.sandbox;

import static java.util.Map.entry;

import io.netledger.cli.format.Listing;
import io.netledger.cli.session.About;
import io.netledger.cli.session.ListOptions;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = "List endpoints, the oldest first",
    customSynopsis = "netledger endpoint ls [OPTIONS]",
    footer = {
      "%nFilters: network=, sandbox=, host=, address=, id=, state=pending|attached|leaving|failed",
      "%nExamples:",
      "  netledger endpoint ls -f network=br0",
      "  netledger endpoint ls -f address=192.168.0.7 --format '{{.Sandbox}} on {{.Host}}'"
    })
final class ListEndpoints implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.ID}}\t{{.Network}}\t{{.Sandbox}}\t{{.Host}}\t{{.Interface}}\t{{.Addresses}}\t{{.Ports}}\t{{.State}}",
          Map.ofEntries(
              entry("ID", "ENDPOINT ID"),
              entry("Network", "NETWORK"),
              entry("Sandbox", "SANDBOX"),
              entry("Host", "HOST"),
              entry("Interface", "INTERFACE"),
              entry("Addresses", "ADDRESSES"),
              entry("Ports", "PORTS"),
              entry("State", "STATE"),
              entry("MacAddress", "MAC ADDRESS"),
              entry("Aliases", "ALIASES"),
              entry("CreatedAt", "CREATED AT")));

  private final Session session;

  @Mixin private final ListOptions options = new ListOptions();

  ListEndpoints(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String wanted = options.format("ID");
    var rows =
        Pages.all(this::page).stream()
            .map(endpoint -> SandboxShape.row(endpoint, options.whole()))
            .map(options.past()::stamped)
            .toList();
    session.print(options.past().head(wanted) + LISTING.filled(wanted, rows));
    return 0;
  }

  private Page<Endpoint> page(String token) {
    var request =
        ListEndpointsRequest.newBuilder()
            .addAllFilter(options.filters())
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    options.past().into(request::setAsOf);
    var answer =
        session.ask(
            "listing endpoints",
            About.ALL,
            () -> session.networks().listEndpoints(request.build()));
    options.past().answered(Past.NETWORK, answer.getRevision());
    return new Page<>(answer.getEndpointsList(), answer.getNextPageToken());
  }
}
