package io.netledger.cli.ipam;

import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.GetPoolRequest;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Display who holds which address of a pool, and what is reserved",
    customSynopsis = "netledger ipam inspect [OPTIONS] NETWORK|POOL [NETWORK|POOL...]",
    footer = {
      "%nA network's name shows all of its pools.",
      "--at r1234 is a revision of ipam-service's log; names are as of the same time.",
      "%nExamples:",
      "  netledger ipam inspect br0",
      "  netledger ipam inspect -f '{{range .Leases}}{{.Address}} {{.Sandbox}}{{println}}{{end}}' br0"
    })
final class InspectPools implements Callable<Integer> {

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "NETWORK|POOL",
      description = "Name of a network, or unique prefix of a pool's id")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "json, or a template (default: json)")
  private String format = "";

  @Mixin private final Past past = new Past();

  InspectPools(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Owners owners = new Owners(session, past);
    Map<String, String> networks = owners.networks();
    return Inspection.showEach(
        session,
        "pool",
        names,
        format,
        name -> owners.named(name).stream().map(pool -> find(pool, owners, networks)).toList());
  }

  private Fields find(Pool listed, Owners owners, Map<String, String> networks) {
    var request = GetPoolRequest.newBuilder().setPoolId(listed.getId());
    past.into(request::setAsOf);
    Pool pool =
        session
            .askIpam(
                "reading pool " + listed.getId(), () -> session.pools().getPool(request.build()))
            .getPool();
    String network = networks.getOrDefault(pool.getOwner(), "");
    Map<String, String> sandboxes =
        network.isEmpty() ? Map.of() : owners.sandboxesOn(pool.getOwner());
    List<Address> leases = Pages.all(token -> leases(pool.getId(), token));
    Use use = new Use(pool);
    return past.stamped(
        Fields.none()
            .with("Id", pool.getId())
            .with("Network", network)
            .with("Owner", pool.getOwner())
            .with("Space", pool.getSpace())
            .with("Subnet", pool.getSubnet())
            .with("IPRange", pool.getIpRange())
            .with("Gateway", pool.getGateway())
            .with("AuxiliaryAddresses", Value.of(pool.getAuxAddressesMap()))
            .with("OpenedAt", Moment.text(pool.getOpenedAt()))
            .with(
                "Use",
                Fields.none()
                    .with("Size", pool.getSize())
                    .with("Held", Value.of(pool.getHeld()))
                    .with("Reserved", Value.of(pool.getReserved()))
                    .with("Free", pool.getFree())
                    .with("Used", use.percent()))
            .with("Leases", Value.each(leases, lease -> lease(lease, sandboxes)))
            .with("Reservations", Value.each(pool.getReservationsList(), InspectPools::reservation))
            .withHidden("Etag", Value.of(pool.getEtag())));
  }

  private static Value lease(Address lease, Map<String, String> sandboxes) {
    return Fields.none()
        .with("Address", lease.getAddress())
        .with("Sandbox", sandboxes.getOrDefault(lease.getHolder(), ""))
        .with("Holder", lease.getHolder())
        .with("Since", Moment.text(lease.getAllocatedAt()))
        .with("Revision", Value.of(lease.getAllocatedRevision()));
  }

  private static Value reservation(Reservation reservation) {
    return Fields.none()
        .with("Address", reservation.getAddress())
        .with("Sandbox", reservation.getSandbox())
        .with("Holder", reservation.getHolder())
        .with("Since", Moment.text(reservation.getReservedAt()))
        .with("Reason", reservation.getReason());
  }

  private Page<Address> leases(String pool, String token) {
    var request =
        ListAddressesRequest.newBuilder()
            .addFilter("pool=" + pool)
            .setPageSize(Pages.LARGEST)
            .setPageToken(token);
    past.into(request::setAsOf);
    var answer =
        session.askIpam("listing addresses", () -> session.pools().listAddresses(request.build()));
    return new Page<>(answer.getAddressesList(), answer.getNextPageToken());
  }
}
