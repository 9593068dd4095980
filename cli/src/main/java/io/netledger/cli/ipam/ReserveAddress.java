package io.netledger.cli.ipam;

import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.ipam.v1.ReserveAddressRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reserve",
    description =
        "Keep an address: it is given only to the sandbox that it is kept for, or to nobody",
    customSynopsis = "netledger ipam reserve [OPTIONS] NETWORK|POOL ADDRESS",
    footer = {
      "%nExamples:",
      "  netledger ipam reserve --for db br0 192.168.0.7",
      "  netledger ipam reserve --reason 'the printer' br0 192.168.0.9"
    })
final class ReserveAddress implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "NETWORK|POOL",
      description = "Name of a network, or unique prefix of a pool's id")
  private String owner = "";

  @Parameters(index = "1", paramLabel = "ADDRESS", description = "Without prefix length")
  private String address = "";

  @Option(
      names = "--for",
      paramLabel = "SANDBOX",
      description =
          "Name of the sandbox to keep it for; connected without --ip it gets the address (default: nobody)")
  private String sandbox = "";

  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  ReserveAddress(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var request =
        ReserveAddressRequest.newBuilder()
            .setPoolId(new Owners(session).named(owner, address).getId())
            .setAddress(address)
            .setSandbox(sandbox)
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    var _ = session.askIpam("reserving " + address, () -> session.pools().reserveAddress(request));
    if (rehearsed.only()) {
      session.say("%s would be reserved".formatted(address));
    }
    return 0;
  }
}
