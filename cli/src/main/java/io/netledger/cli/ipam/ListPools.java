package io.netledger.cli.ipam;

import static java.util.Map.entry;

import io.netledger.cli.format.Listing;
import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.ListOptions;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.Pool;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = "List pools, the oldest first",
    customSynopsis = "netledger pool ls [OPTIONS]",
    footer = {
      "%nFilters: space=, owner=, id=, subnet=, family=4|6",
      "%nExamples:",
      "  netledger pool ls",
      "  netledger pool ls --format '{{.Subnet}}: {{.Held}} held, {{.Free}} free'"
    })
final class ListPools implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.ID}}\t{{.Subnet}}\t{{.Range}}\t{{.Gateway}}\t{{.Held}}\t{{.Free}}\t{{.Owner}}",
          Map.ofEntries(
              entry("ID", "POOL ID"),
              entry("Subnet", "SUBNET"),
              entry("Range", "RANGE"),
              entry("Gateway", "GATEWAY"),
              entry("Held", "HELD"),
              entry("Free", "FREE"),
              entry("Owner", "OWNER"),
              entry("Space", "SPACE"),
              entry("OpenedAt", "OPENED AT")));

  private final Session session;

  @Mixin private final ListOptions options = new ListOptions();

  ListPools(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String wanted = options.format("ID");
    var rows = Pages.all(this::page).stream().map(this::row).map(options.past()::stamped).toList();
    session.print(options.past().head(wanted) + LISTING.filled(wanted, rows));
    return 0;
  }

  private Page<Pool> page(String token) {
    var request =
        ListPoolsRequest.newBuilder()
            .addAllFilter(options.filters())
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    options.past().into(request::setAsOf);
    var answer = session.askIpam("listing pools", () -> session.pools().listPools(request.build()));
    options.past().answered(Past.IPAM, answer.getRevision());
    return new Page<>(answer.getPoolsList(), answer.getNextPageToken());
  }

  private Fields row(Pool pool) {
    return Fields.none()
        .with("Free", pool.getFree())
        .with("Gateway", pool.getGateway())
        .with("Held", Long.toString(pool.getHeld()))
        .with("ID", Moment.shortened(pool.getId(), options.whole()))
        .with("OpenedAt", Moment.text(pool.getOpenedAt()))
        .with("Owner", Moment.shortened(pool.getOwner(), options.whole()))
        .with("Range", pool.getIpRange())
        .with("Space", pool.getSpace())
        .with("Subnet", pool.getSubnet());
  }
}
