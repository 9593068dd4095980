package io.netledger.cli.service;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Compared;
import io.netledger.cli.session.Failures;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.RemoveServiceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    description = "Remove one or more services; prints each that was removed",
    customSynopsis = "netledger service rm [OPTIONS] SERVICE [SERVICE...]",
    footer = {
      "%nIts backends stay, and so do connections to them.",
      "%nExamples:",
      "  netledger service rm web",
      "  netledger service rm -f web   (no error if there is none)"
    })
final class RemoveServices implements Callable<Integer> {

  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "SERVICE",
      description = "Id, name or unique prefix of an id")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--force"},
      description = "No error if there is no such service")
  private boolean force;

  @Mixin private final Compared compared = new Compared();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  RemoveServices(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Failures.each(session, names, this::remove);
  }

  private void remove(String name) {
    String id = rehearsed.only() ? "" : session.requestId(names.size() == 1 ? "" : name);
    var request =
        RemoveServiceRequest.newBuilder()
            .setService(Inspection.checked("service", name))
            .setAllowMissing(force)
            .setWait(session.waiting())
            .setEtag(compared.etag())
            .setValidateOnly(rehearsed.only())
            .setRequestId(id)
            .setReason(session.reason())
            .build();
    var answer =
        session.ask(
            "removing service " + name,
            About.ALL.with(name),
            () -> session.services().removeService(request));
    if (answer.hasService()) {
      session.say(name);
    }
  }
}
