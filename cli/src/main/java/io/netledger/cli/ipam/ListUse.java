package io.netledger.cli.ipam;

import static java.util.Map.entry;

import io.netledger.cli.format.Listing;
import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.ListOptions;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.ipam.v1.Pool;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = "List pools and how much of each is used, the oldest first",
    customSynopsis = "netledger ipam ls [OPTIONS]",
    footer = {
      "%nFilters: space=, owner=, id=, subnet=, family=4|6",
      "--at r1234 is a revision of ipam-service's log; names of networks are as of the same time.",
      "%nExamples:",
      "  netledger ipam ls",
      "  netledger ipam ls --at 2026-11-20T14:05",
      "  netledger ipam ls -f family=6",
      "  netledger ipam ls --format '{{.Network}} {{.Used}}'"
    })
final class ListUse implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.ID}}\t{{.Network}}\t{{.Subnet}}\t{{.Range}}\t{{.Size}}\t{{.Held}}\t{{.Reserved}}\t{{.Free}}\t{{.Used}}",
          Map.ofEntries(
              entry("ID", "POOL ID"),
              entry("Network", "NETWORK"),
              entry("Subnet", "SUBNET"),
              entry("Range", "RANGE"),
              entry("Gateway", "GATEWAY"),
              entry("Size", "SIZE"),
              entry("Held", "HELD"),
              entry("Reserved", "RESERVED"),
              entry("Free", "FREE"),
              entry("Used", "USED"),
              entry("Space", "SPACE"),
              entry("Owner", "OWNER"),
              entry("OpenedAt", "OPENED AT")));

  private final Session session;

  @Mixin private final ListOptions options = new ListOptions();

  ListUse(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Past past = options.past();
    Owners owners = new Owners(session, past);
    Map<String, String> networks = owners.networks();
    String wanted = options.format("ID");
    var rows =
        owners.pools(options.filters()).stream()
            .map(pool -> row(pool, networks.getOrDefault(pool.getOwner(), "")))
            .map(past::stamped)
            .toList();
    session.print(past.head(wanted) + LISTING.filled(wanted, rows));
    return 0;
  }

  private Fields row(Pool pool, String network) {
    Use use = new Use(pool);
    return Fields.none()
        .with("Free", use.free())
        .with("Gateway", pool.getGateway())
        .with("Held", Long.toString(pool.getHeld()))
        .with("ID", Moment.shortened(pool.getId(), options.whole()))
        .with("Network", network)
        .with("OpenedAt", Moment.text(pool.getOpenedAt()))
        .with("Owner", Moment.shortened(pool.getOwner(), options.whole()))
        .with("Range", pool.getIpRange())
        .with("Reserved", Long.toString(pool.getReserved()))
        .with("Size", use.size())
        .with("Space", pool.getSpace())
        .with("Subnet", pool.getSubnet())
        .with("Used", use.percent());
  }
}
