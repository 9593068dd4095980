package io.netledger.cli.host;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Compared;
import io.netledger.cli.session.Failures;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.RemoveHostRequest;
import io.netledger.proto.network.v1.RemoveHostResponse;
import io.netledger.proto.network.v1.RemovedEndpoint;
import io.netledger.proto.network.v1.RemovedSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rm",
    description = "Forget one or more hosts; prints what goes with each, and each that was removed",
    customSynopsis = "netledger host rm [OPTIONS] HOST [HOST...]",
    footer = {
      "%nThe host is not asked, since it may never answer again. An agent that still runs there is told to remove",
      "everything, and has the host known anew, empty: stop it first if the host can be reached.",
      "%nExamples:",
      "  netledger host rm h1",
      "  netledger host rm -f --dry-run h1   (shows what would go)",
      "  netledger host rm -f h1   (gives up its endpoints and sandboxes)"
    })
final class RemoveHosts implements Callable<Integer> {

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "HOST", description = "Name of a host")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--force"},
      description = "Give up its endpoints and sandboxes too; no error if there is no such host")
  private boolean force;

  @Mixin private final Compared compared = new Compared();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  RemoveHosts(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Failures.each(session, names, this::remove);
  }

  private void remove(String name) {
    String id = rehearsed.only() ? "" : session.requestId(names.size() == 1 ? "" : name);
    var request =
        RemoveHostRequest.newBuilder()
            .setHost(Inspection.checked("host", name))
            .setDetachEndpoints(force)
            .setAllowMissing(force)
            .setWait(session.waiting())
            .setEtag(compared.etag())
            .setValidateOnly(rehearsed.only())
            .setRequestId(id)
            .setReason(session.reason())
            .build();
    RemoveHostResponse answer =
        session.ask(
            "removing host " + name,
            About.ALL.with(name),
            () -> session.hosts().removeHost(request));
    for (RemovedSandbox sandbox : answer.getSandboxesList()) {
      session.note("sandbox " + sandbox.getName());
      sandbox.getEndpointsList().forEach(endpoint -> session.note(line(endpoint)));
    }
    if (!answer.getHost().isEmpty()) {
      session.say(answer.getHost());
    }
  }

  private static String line(RemovedEndpoint endpoint) {
    return "  on network %s %s"
        .formatted(endpoint.getNetwork(), String.join(" ", endpoint.getAddressesList()))
        .stripTrailing();
  }
}
