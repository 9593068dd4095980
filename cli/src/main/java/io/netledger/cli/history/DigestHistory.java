package io.netledger.cli.history;

import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.DigestStateRequest;
import io.netledger.proto.history.v1.DigestStateResponse;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "digest",
    description = "Print a digest of all that the services know, or knew",
    customSynopsis = "netledger history digest [OPTIONS]",
    footer = {
      "%nTwo systems have the same digest if no command could show a difference between what they know: all networks,",
      "sandboxes, endpoints and hosts with their fields; all pools, addresses and reservations.",
      "%nExamples:",
      "  netledger history digest",
      "  netledger history digest --at 2026-11-20T14:05",
      "  netledger history digest --log ipam --at r1234"
    })
final class DigestHistory implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--log",
      paramLabel = "network|ipam",
      description = "Only of network-service, or of ipam-service (default: both)")
  private String log = "";

  @Mixin private final Past past = new Past();

  DigestHistory(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (log.isEmpty() && past.asOf().filter(moment -> !moment.hasTime()).isPresent()) {
      throw Failure.usage("a revision is of one log: give --log network or --log ipam with it");
    }
    var request = DigestStateRequest.newBuilder();
    past.into(request::setAsOf);
    for (Log each : Log.chosen(log)) {
      DigestStateResponse answer =
          each.ask(
              session,
              "computing a digest",
              () -> each.history(session).digestState(request.build()));
      session.say(
          "%s r%d: %s (%s)"
              .formatted(
                  each.service(),
                  answer.getRevision(),
                  HexFormat.of().formatHex(answer.getDigest().toByteArray()),
                  counts(answer)));
    }
    return 0;
  }

  private static String counts(DigestStateResponse answer) {
    return new TreeMap<>(answer.getCountsMap())
        .entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
  }
}
