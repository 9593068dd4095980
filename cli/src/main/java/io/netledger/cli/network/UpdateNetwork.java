package io.netledger.cli.network;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Compared;
import io.netledger.cli.session.Inspection;
import io.netledger.cli.session.Pairs;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.Effect;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "update",
    description = "Change a network that is in use; prints what changes",
    customSynopsis = "netledger network update [OPTIONS] NETWORK",
    footer = {
      "%nWhat is not named stays. With --dry-run nothing is changed, only shown.",
      "%nExamples:",
      "  netledger network update --label-add team=db --label-rm old br0"
    })
final class UpdateNetwork implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "NETWORK", description = "Id, name or unique prefix of an id")
  private String network = "";

  @Option(
      names = "--label-add",
      paramLabel = "KEY=VALUE",
      description = "Label to add, or to give another value; repeatable")
  private List<String> labels = new ArrayList<>();

  @Option(names = "--label-rm", paramLabel = "KEY", description = "Label to remove; repeatable")
  private List<String> removedLabels = new ArrayList<>();

  @Mixin private final Compared compared = new Compared();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  UpdateNetwork(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Inspection.checked("network", network);
    var request =
        UpdateNetworkRequest.newBuilder()
            .setNetwork(network)
            .putAllLabels(Pairs.of(labels, "--label-add", "label"))
            .addAllRemovedLabels(removedLabels)
            .setEtag(compared.etag())
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    var answer =
        session.ask(
            "updating network " + network,
            About.network(network),
            () -> session.networks().updateNetwork(request));
    answer.getEffectsList().forEach(effect -> session.say(line(effect)));
    if (answer.getEffectsCount() == 0) {
      session.note("All is so already.");
    }
    return 0;
  }

  private static String line(Effect effect) {
    return effect.getHost().isEmpty()
        ? effect.getDescription()
        : "host " + effect.getHost() + ": " + effect.getDescription();
  }
}
