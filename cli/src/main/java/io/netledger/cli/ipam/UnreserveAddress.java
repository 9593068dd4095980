package io.netledger.cli.ipam;

import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.ipam.v1.UnreserveAddressRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "unreserve",
    description = "Keep an address no more; who holds it keeps it",
    customSynopsis = "netledger ipam unreserve [OPTIONS] NETWORK|POOL ADDRESS",
    footer = {"%nExamples:", "  netledger ipam unreserve br0 192.168.0.7"})
final class UnreserveAddress implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "NETWORK|POOL",
      description = "Name of a network, or unique prefix of a pool's id")
  private String owner = "";

  @Parameters(index = "1", paramLabel = "ADDRESS", description = "Without prefix length")
  private String address = "";

  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  UnreserveAddress(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var request =
        UnreserveAddressRequest.newBuilder()
            .setPoolId(new Owners(session).named(owner, address).getId())
            .setAddress(address)
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    var _ =
        session.askIpam("unreserving " + address, () -> session.pools().unreserveAddress(request));
    if (rehearsed.only()) {
      session.say("%s would be reserved no more".formatted(address));
    }
    return 0;
  }
}
