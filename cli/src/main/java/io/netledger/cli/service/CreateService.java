package io.netledger.cli.service;

import static java.util.stream.Collectors.joining;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Pairs;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.Balancing;
import io.netledger.proto.network.v1.CreateServiceRequest;
import io.netledger.proto.network.v1.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Create a service; prints its id",
    customSynopsis =
        "netledger service create --network NETWORK --port PORT --selector KEY=VALUE [OPTIONS] SERVICE",
    footer = {
      "%nSandboxes of the network call the service by its name, or at its address, and get one of those that",
      "have the labels of the selector.",
      "%nExamples:",
      "  netledger run --network shop --label app=web -- httpd",
      "  netledger service create --network shop --port 80 --selector app=web web",
      "  netledger service create --network over --port 80 --publish 8000:80 --selector app=web web",
      "  netledger service create --network shop --port 53:5353/udp --selector app=dns --balancing random names"
    })
final class CreateService implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "SERVICE", description = "Name: a DNS label")
  private String name = "";

  @Option(
      names = "--network",
      required = true,
      paramLabel = "NETWORK",
      description = "Bridge or overlay network that the service is on")
  private String network = "";

  @Option(
      names = {"-p", "--port"},
      required = true,
      paramLabel = "PORT[:TARGET][/PROTOCOL]",
      description = "Port of the service, and of its backends (default: the same, tcp); repeatable")
  private List<String> ports = new ArrayList<>();

  @Option(
      names = "--publish",
      paramLabel = "HOSTPORT:PORT[/PROTOCOL]",
      description =
          "Have every host answer at HOSTPORT, wherever the backends are; on an overlay; repeatable")
  private List<String> publish = new ArrayList<>();

  @Option(
      names = "--selector",
      required = true,
      paramLabel = "KEY=VALUE",
      description = "Label that sandboxes must have to be backends; repeatable")
  private List<String> selector = new ArrayList<>();

  @Option(
      names = "--balancing",
      paramLabel = "KIND",
      description = "round-robin, random or source-hash (default: round-robin)")
  private String balancing = "round-robin";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Label of the service; repeatable")
  private List<String> labels = new ArrayList<>();

  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  CreateService(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var request =
        CreateServiceRequest.newBuilder()
            .setName(name)
            .setNetwork(network)
            .addAllPorts(ServicePorts.published(ServicePorts.of(ports), publish))
            .putAllSelector(Pairs.of(selector, "--selector", "selector"))
            .setBalancing(kind(balancing))
            .putAllLabels(Pairs.of(labels, "--label", "label"))
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    var answer =
        session.ask(
            "creating service " + name,
            About.network(network).with(name),
            () -> session.services().createService(request));
    session.say(rehearsed.only() ? wouldBe(answer.getService()) : answer.getService().getId());
    return 0;
  }

  private static Balancing kind(String word) {
    return switch (word) {
      case "round-robin" -> Balancing.BALANCING_ROUND_ROBIN;
      case "random" -> Balancing.BALANCING_RANDOM;
      case "source-hash" -> Balancing.BALANCING_SOURCE_HASH;
      default ->
          throw Failure.usage(
              "invalid balancing: " + word + "; expected round-robin, random or source-hash");
    };
  }

  private static String wouldBe(Service service) {
    return "service %s would be made on network %s: %s"
        .formatted(
            service.getName(),
            service.getNetwork(),
            service.getPortsList().stream().map(ServicePorts::text).collect(joining(", ")));
  }
}
