package io.netledger.cli.host;

import static java.util.Map.entry;

import io.netledger.cli.format.Listing;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.About;
import io.netledger.cli.session.ListOptions;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.ListHostsRequest;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = "List hosts, the oldest first",
    customSynopsis = "netledger host ls [OPTIONS]",
    footer = {
      "%nPLAN is the revision that stands in the host's kernel, and the newest one for it; LAG is the difference.",
      "DRIFTS is how often something was not as planned there; host inspect shows the last.",
      "MISSING is what its kernel lacks; host inspect says why.",
      "%nFilters: name=, connected=true|false",
      "%nExamples:",
      "  netledger host ls",
      "  netledger host ls -q -f connected=false"
    })
final class ListHosts implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.Name}}\t{{.Status}}\t{{.Sandboxes}}\t{{.Endpoints}}\t{{.Plan}}\t{{.Lag}}\t{{.Drifts}}\t{{.LastSeen}}\t{{.Missing}}",
          Map.ofEntries(
              entry("Name", "NAME"),
              entry("Status", "STATUS"),
              entry("Sandboxes", "SANDBOXES"),
              entry("Endpoints", "ENDPOINTS"),
              entry("Plan", "PLAN"),
              entry("Lag", "LAG"),
              entry("Drifts", "DRIFTS"),
              entry("LastDrift", "LAST DRIFT"),
              entry("LastSeen", "LAST SEEN"),
              entry("Missing", "MISSING"),
              entry("Refusal", "LAST REFUSAL"),
              entry("Underlay", "UNDERLAY")));

  private final Session session;

  @Mixin private final ListOptions options = new ListOptions();

  ListHosts(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String wanted = options.format("Name");
    var rows = Pages.all(this::page).stream().map(this::row).map(options.past()::stamped).toList();
    session.print(options.past().head(wanted) + LISTING.filled(wanted, rows));
    return 0;
  }

  private Fields row(Host host) {
    return options.past().asOf().isPresent() ? HostShape.pastRow(host) : HostShape.row(host);
  }

  private Page<Host> page(String token) {
    var request =
        ListHostsRequest.newBuilder()
            .addAllFilter(options.filters())
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    options.past().into(request::setAsOf);
    var answer =
        session.ask("listing hosts", About.ALL, () -> session.hosts().listHosts(request.build()));
    options.past().answered(Past.NETWORK, answer.getRevision());
    return new Page<>(answer.getHostsList(), answer.getNextPageToken());
  }
}
