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
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = "List the addresses that are held, by pool and number",
    customSynopsis = "netledger address ls [OPTIONS]",
    footer = {
      "%nFilters: pool=, holder=, address=",
      "%nExamples:",
      "  netledger address ls",
      "  netledger address ls -f address=192.168.0.7"
    })
final class ListAddresses implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.Address}}\t{{.Holder}}\t{{.Since}}\t{{.Pool}}",
          Map.ofEntries(
              entry("Address", "ADDRESS"),
              entry("Holder", "HOLDER"),
              entry("Since", "SINCE"),
              entry("Pool", "POOL ID"),
              entry("Revision", "REVISION")));

  private final Session session;

  @Mixin private final ListOptions options = new ListOptions();

  ListAddresses(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String wanted = options.format("Address");
    var rows = Pages.all(this::page).stream().map(this::row).map(options.past()::stamped).toList();
    session.print(options.past().head(wanted) + LISTING.filled(wanted, rows));
    return 0;
  }

  private Page<Address> page(String token) {
    var request =
        ListAddressesRequest.newBuilder()
            .addAllFilter(options.filters())
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    options.past().into(request::setAsOf);
    var answer =
        session.askIpam("listing addresses", () -> session.pools().listAddresses(request.build()));
    options.past().answered(Past.IPAM, answer.getRevision());
    return new Page<>(answer.getAddressesList(), answer.getNextPageToken());
  }

  private Fields row(Address address) {
    return Fields.none()
        .with("Address", address.getAddress())
        .with("Holder", Moment.shortened(address.getHolder(), options.whole()))
        .with("Pool", Moment.shortened(address.getPoolId(), options.whole()))
        .with("Revision", Long.toUnsignedString(address.getAllocatedRevision()))
        .with("Since", Moment.text(address.getAllocatedAt()));
  }
}
