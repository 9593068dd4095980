package io.netledger.cli.network;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Question;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description = "Remove all networks that no sandbox is connected to",
    customSynopsis = "netledger network prune [OPTIONS]",
    footer = {
      "%nShows what would go and asks, unless -f is given. A sandbox counts whether it runs or not.",
      "%nFilters: label=KEY or label=KEY=VALUE, label!=…, until=24h or until=2026-01-01T00:00:00Z (made before)",
      "%nExamples:",
      "  netledger network prune",
      "  netledger network prune -f --filter until=24h --filter label!=keep"
    })
final class PruneNetworks implements Callable<Integer> {

  private final Session session;

  @Option(
      names = {"-f", "--force"},
      description = "Do not ask")
  private boolean force;

  @Option(
      names = "--filter",
      paramLabel = "KEY=VALUE",
      description = "Only those that match; repeatable")
  private List<String> filters = new ArrayList<>();

  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  PruneNetworks(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (rehearsed.only()) {
      prune(true)
          .forEach(
              network -> session.say("network %s would be removed".formatted(network.getName())));
      return 0;
    }
    if (!force && !agreed()) {
      return 0;
    }
    List<Network> removed = prune(false);
    if (!removed.isEmpty()) {
      session.say("Deleted Networks:");
      removed.forEach(network -> session.say(network.getName()));
      session.say("");
    }
    return 0;
  }

  private boolean agreed() {
    List<Network> candidates = prune(true);
    if (candidates.isEmpty()) {
      session.note("There is no unused network.");
      return false;
    }
    session.note("WARNING! This will remove all custom networks not used by at least one sandbox:");
    candidates.forEach(network -> session.note("  " + network.getName()));
    boolean yes = Question.agreed(session.console(), "Are you sure you want to continue? [y/N] ");
    if (!yes) {
      session.note("Nothing was removed.");
    }
    return yes;
  }

  private List<Network> prune(boolean onlyLook) {
    var request =
        PruneNetworksRequest.newBuilder()
            .addAllFilter(filters)
            .setValidateOnly(onlyLook)
            .setRequestId(onlyLook ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    return session
        .ask("pruning networks", About.ALL, () -> session.networks().pruneNetworks(request))
        .getNetworksList();
  }
}
