package io.netledger.cli.network;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Compared;
import io.netledger.cli.session.Failures;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    description = "Remove one or more networks; prints each that was removed",
    customSynopsis = "netledger network rm [OPTIONS] NETWORK [NETWORK...]",
    footer = {
      "%nExamples:",
      "  netledger network rm br0 web",
      "  netledger network rm -f br0   (disconnects what is connected first)"
    })
final class RemoveNetworks implements Callable<Integer> {

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "NETWORK",
      description = "Id, name or unique prefix of an id")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--force"},
      description =
          "Disconnect what is connected, then remove; no error if there is no such network")
  private boolean force;

  @Mixin private final Compared compared = new Compared();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  RemoveNetworks(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Failures.each(session, names, this::remove);
  }

  private void remove(String name) {
    Inspection.checked("network", name);
    var request =
        RemoveNetworkRequest.newBuilder()
            .setNetwork(name)
            .setDetachEndpoints(force)
            .setAllowMissing(force)
            .setWait(session.waiting())
            .setEtag(compared.etag())
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(names.size() == 1 ? "" : name))
            .setReason(session.reason())
            .build();
    var answer =
        session.ask(
            "removing network " + name,
            About.network(name).with("rm"),
            () -> session.networks().removeNetwork(request));
    if (!answer.hasNetwork()) {
      return;
    }
    if (!rehearsed.only()) {
      session.say(name);
      return;
    }
    answer
        .getDetachedList()
        .forEach(endpoint ->
            session.say(
                "sandbox %s on host %s would be disconnected from %s"
                    .formatted(endpoint.getSandbox(), endpoint.getHost(), name)));
    session.say("network %s would be removed".formatted(name));
  }
}
