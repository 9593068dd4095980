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
      "  netledger network update --label-add team=db --label-rm old br0",
      "  netledger network update --dry-run -o mtu=1400 -o icc=false br0",
      "  netledger network update --subnet-add 10.9.0.0/24 --gateway 10.9.0.1 br0",
      "  netledger network update --ip-range 192.168.0.0/16=192.168.4.0/22 br0"
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

  @Option(
      names = {"-o", "--opt"},
      paramLabel = "KEY=VALUE",
      description =
          "Option of the driver to change; without value: as if never given; repeatable. bridge: mtu, icc,"
              + " enable_ip_masquerade")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--subnet-add",
      paramLabel = "SUBNET",
      description = "Subnet to have too; repeatable")
  private List<String> subnets = new ArrayList<>();

  @Option(
      names = "--gateway",
      paramLabel = "ADDRESS",
      description = "Gateway of the added subnet that it lies in; repeatable")
  private List<String> gateways = new ArrayList<>();

  @Option(
      names = "--ip-range",
      paramLabel = "[SUBNET=]RANGE",
      description =
          "Part of an added subnet to choose addresses from; with SUBNET=, a larger part of a subnet that is there;"
              + " repeatable")
  private List<String> ranges = new ArrayList<>();

  @Option(
      names = "--aux-address",
      paramLabel = "NAME=ADDRESS",
      description = "Address in an added subnet that is never given out; repeatable")
  private List<String> auxAddresses = new ArrayList<>();

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
            .putAllOptions(Pairs.of(options, "--opt", "opt"))
            .addAllAddedSubnets(
                SubnetPairs.of(
                    subnets,
                    ranges.stream().filter(range -> !range.contains("=")).toList(),
                    gateways,
                    Pairs.of(auxAddresses, "--aux-address", "aux-address")))
            .putAllIpRanges(
                Pairs.of(
                    ranges.stream().filter(range -> range.contains("=")).toList(),
                    "--ip-range",
                    "ip-range"))
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
