package io.netledger.cli.service;

import static java.util.Map.entry;

import io.netledger.cli.format.Listing;
import io.netledger.cli.session.About;
import io.netledger.cli.session.ListOptions;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.ListServicesRequest;
import io.netledger.proto.network.v1.Service;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = "List services, the oldest first",
    customSynopsis = "netledger service ls [OPTIONS]",
    footer = {
      "%nFilters: id=, label=KEY or label=KEY=VALUE, name=, network=",
      "%nExamples:",
      "  netledger service ls -f network=shop",
      "  netledger service ls --format json"
    })
final class ListServices implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.ID}}\t{{.Name}}\t{{.Network}}\t{{.Addresses}}\t{{.Ports}}\t{{.Balancing}}\t{{.Selector}}",
          Map.ofEntries(
              entry("ID", "SERVICE ID"),
              entry("Name", "NAME"),
              entry("Network", "NETWORK"),
              entry("Addresses", "ADDRESSES"),
              entry("Ports", "PORTS"),
              entry("Balancing", "BALANCING"),
              entry("Selector", "SELECTOR"),
              entry("State", "STATE"),
              entry("CreatedAt", "CREATED AT"),
              entry("Labels", "LABELS")));

  private final Session session;

  @Mixin private final ListOptions options = new ListOptions();

  ListServices(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String wanted = options.format("ID");
    var rows =
        Pages.all(this::page).stream()
            .map(service -> ServiceShape.row(service, options.whole()))
            .map(options.past()::stamped)
            .toList();
    session.print(options.past().head(wanted) + LISTING.filled(wanted, rows));
    return 0;
  }

  private Page<Service> page(String token) {
    var request =
        ListServicesRequest.newBuilder()
            .addAllFilter(options.filters())
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    options.past().into(request::setAsOf);
    var answer =
        session.ask(
            "listing services", About.ALL, () -> session.services().listServices(request.build()));
    options.past().answered(Past.NETWORK, answer.getRevision());
    return new Page<>(answer.getServicesList(), answer.getNextPageToken());
  }
}
