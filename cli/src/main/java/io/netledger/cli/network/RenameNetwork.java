package io.netledger.cli.network;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Compared;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rename",
    description = "Give a network another name; what is connected stays connected",
    customSynopsis = "netledger network rename [OPTIONS] NETWORK NAME",
    footer = {
      "%nExamples:",
      "  netledger network rename br0 web",
      "  netledger network rename --reason 'ticket 4711' br0 web"
    })
final class RenameNetwork implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "NETWORK",
      description = "Id, name or unique prefix of an id")
  private String network = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "The new name: letters, digits, '_', '.', '-'")
  private String name = "";

  @Mixin private final Compared compared = new Compared();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  RenameNetwork(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Inspection.checked("network", network);
    var request =
        RenameNetworkRequest.newBuilder()
            .setNetwork(network)
            .setName(name)
            .setEtag(compared.etag())
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    var answer =
        session.ask(
            "renaming network " + network,
            About.network(network).with("rename"),
            () -> session.networks().renameNetwork(request));
    if (rehearsed.only()) {
      session.say("network %s would be called %s".formatted(answer.getNetwork().getName(), name));
    }
    return 0;
  }
}
