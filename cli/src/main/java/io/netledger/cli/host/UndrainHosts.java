package io.netledger.cli.host;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Compared;
import io.netledger.cli.session.Failures;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.UndrainHostRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "undrain",
    description = "Let one or more hosts take new sandboxes and endpoints again; prints each",
    customSynopsis = "netledger host undrain [OPTIONS] HOST [HOST...]",
    footer = {"%nExamples:", "  netledger host undrain h1"})
final class UndrainHosts implements Callable<Integer> {

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "HOST", description = "Name of a host")
  private List<String> names = new ArrayList<>();

  @Mixin private final Compared compared = new Compared();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  UndrainHosts(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Failures.each(session, names, this::undrain);
  }

  private void undrain(String name) {
    String id = rehearsed.only() ? "" : session.requestId(names.size() == 1 ? "" : name);
    var request =
        UndrainHostRequest.newBuilder()
            .setHost(Inspection.checked("host", name))
            .setEtag(compared.etag())
            .setValidateOnly(rehearsed.only())
            .setRequestId(id)
            .setReason(session.reason())
            .build();
    var answer =
        session.ask(
            "undraining host " + name,
            About.ALL.with(name),
            () -> session.hosts().undrainHost(request));
    session.say(answer.getHost().getName());
  }
}
