package io.netledger.cli.sandbox;

import static java.util.Map.entry;
import static java.util.stream.Collectors.groupingBy;

import io.netledger.cli.format.Listing;
import io.netledger.cli.session.About;
import io.netledger.cli.session.ListOptions;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = "List sandboxes, the oldest first",
    customSynopsis = "netledger sandbox ls [OPTIONS]",
    footer = {
      "%nFilters: host=, id=, label=KEY or label=KEY=VALUE, mode=own|host|none|container, name=, network=,",
      "state=pending|ready|failed|removing",
      "%nExamples:",
      "  netledger sandbox ls -f host=h1 -f network=br0",
      "  netledger sandbox ls --format json"
    })
final class ListSandboxes implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.ID}}\t{{.Name}}\t{{.Host}}\t{{.State}}\t{{.Mode}}\t{{.Endpoints}}\t{{.Ports}}",
          Map.ofEntries(
              entry("ID", "SANDBOX ID"),
              entry("Name", "NAME"),
              entry("Host", "HOST"),
              entry("State", "STATE"),
              entry("Mode", "MODE"),
              entry("Endpoints", "ENDPOINTS"),
              entry("Ports", "PORTS"),
              entry("CreatedAt", "CREATED AT"),
              entry("Labels", "LABELS"),
              entry("Netns", "NETNS")));

  private final Session session;

  @Mixin private final ListOptions options = new ListOptions();

  ListSandboxes(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String wanted = options.format("ID");
    Map<String, List<Endpoint>> endpoints =
        wanted.equals("{{.ID}}")
            ? Map.of()
            : Pages.all(this::endpoints).stream().collect(groupingBy(Endpoint::getSandboxId));
    var rows =
        Pages.all(this::page).stream()
            .map(sandbox ->
                SandboxShape.row(
                    sandbox, endpoints.getOrDefault(sandbox.getId(), List.of()), options.whole()))
            .map(options.past()::stamped)
            .toList();
    session.print(options.past().head(wanted) + LISTING.filled(wanted, rows));
    return 0;
  }

  private Page<Endpoint> endpoints(String token) {
    var request = ListEndpointsRequest.newBuilder().setPageSize(Pages.LARGEST).setPageToken(token);
    options.past().into(request::setAsOf);
    var answer =
        session.ask(
            "listing endpoints",
            About.ALL,
            () -> session.networks().listEndpoints(request.build()));
    return new Page<>(answer.getEndpointsList(), answer.getNextPageToken());
  }

  private Page<Sandbox> page(String token) {
    var request =
        ListSandboxesRequest.newBuilder()
            .addAllFilter(options.filters())
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    options.past().into(request::setAsOf);
    var answer =
        session.ask(
            "listing sandboxes",
            About.ALL,
            () -> session.sandboxes().listSandboxes(request.build()));
    options.past().answered(Past.NETWORK, answer.getRevision());
    return new Page<>(answer.getSandboxesList(), answer.getNextPageToken());
  }
}
