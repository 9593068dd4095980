package io.netledger.cli.network;

import static java.util.Map.entry;

import io.netledger.cli.format.Listing;
import io.netledger.cli.session.About;
import io.netledger.cli.session.ListOptions;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = "List networks",
    customSynopsis = "netledger network ls [OPTIONS]",
    footer = {
      "%nFilters: driver=, id=, label=KEY or label=KEY=VALUE, name=, scope=, type=custom|builtin, dangling=true",
      "%nExamples:",
      "  netledger network ls -f driver=bridge -f label=team=db",
      "  netledger network ls --format json",
      "  netledger network ls --format '{{.Name}}: {{.Driver}}'",
      "  netledger network ls --format 'table {{.Name}}\\t{{.ID}}' --no-trunc",
      "  netledger network ls -q -f dangling=true"
    })
final class ListNetworks implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}",
          Map.ofEntries(
              entry("ID", "NETWORK ID"),
              entry("Name", "NAME"),
              entry("Driver", "DRIVER"),
              entry("Scope", "SCOPE"),
              entry("CreatedAt", "CREATED AT"),
              entry("Internal", "INTERNAL"),
              entry("IPv4", "IPV4"),
              entry("IPv6", "IPV6"),
              entry("Labels", "LABELS")));

  private final Session session;

  @Mixin private final ListOptions options = new ListOptions();

  ListNetworks(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Network> networks = new ArrayList<>(Pages.all(this::page));
    networks.sort(Comparator.comparing(Network::getName));
    String wanted = options.format("ID");
    var rows =
        networks.stream()
            .map(network -> NetworkShape.row(network, options.whole()))
            .map(options.past()::stamped)
            .toList();
    session.print(options.past().head(wanted) + LISTING.filled(wanted, rows));
    return 0;
  }

  private Page<Network> page(String token) {
    var request =
        ListNetworksRequest.newBuilder()
            .addAllFilter(options.filters())
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    options.past().into(request::setAsOf);
    var answer =
        session.ask(
            "listing networks", About.ALL, () -> session.networks().listNetworks(request.build()));
    options.past().answered(Past.NETWORK, answer.getRevision());
    return new Page<>(answer.getNetworksList(), answer.getNextPageToken());
  }
}
