package io.netledger.cli.host;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Compared;
import io.netledger.cli.session.Failures;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.DrainHostRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "drain",
    description = "Place nothing new on one or more hosts; prints each",
    customSynopsis = "netledger host drain [OPTIONS] HOST [HOST...]",
    footer = {
      "%nWhat is there stays, and can be changed and removed. The opposite is: host undrain",
      "%nExamples:",
      "  netledger host drain h1",
      "  netledger host drain --reason 'new disks' h1 h2"
    })
final class DrainHosts implements Callable<Integer> {

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "HOST", description = "Name of a host")
  private List<String> names = new ArrayList<>();

  @Mixin private final Compared compared = new Compared();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  DrainHosts(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Failures.each(session, names, this::drain);
  }

  private void drain(String name) {
    String id = rehearsed.only() ? "" : session.requestId(names.size() == 1 ? "" : name);
    var request =
        DrainHostRequest.newBuilder()
            .setHost(Inspection.checked("host", name))
            .setEtag(compared.etag())
            .setValidateOnly(rehearsed.only())
            .setRequestId(id)
            .setReason(session.reason())
            .build();
    var answer =
        session.ask(
            "draining host " + name,
            About.ALL.with(name),
            () -> session.hosts().drainHost(request));
    session.say(answer.getHost().getName());
  }
}
