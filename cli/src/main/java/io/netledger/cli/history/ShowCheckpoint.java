package io.netledger.cli.history;

import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.GetCheckpointRequest;
import io.netledger.proto.history.v1.GetCheckpointResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "checkpoint",
    description = "Print what the ledger is now, signed, to be kept elsewhere",
    customSynopsis = "netledger history checkpoint [OPTIONS]",
    footer = {
      "%nWhoever keeps it can tell later that nothing of it has changed: netledger history verify --checkpoint FILE.",
      "Keep the keys, too: whoever has the service can sign with another.",
      "%nExamples:",
      "  netledger history checkpoint >checkpoint",
      "  netledger history checkpoint --show-key >keys",
      "  netledger history checkpoint --log network --size 1200"
    })
final class ShowCheckpoint implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--log",
      paramLabel = "network|ipam",
      description = "Only of the log of network-service, or of ipam-service (default: both)")
  private String log = "";

  @Option(
      names = "--size",
      paramLabel = "REVISION",
      description = "As it was after this revision (default: now)")
  private long size;

  @Option(names = "--show-key", description = "Print the key that signs instead: NAME+ID+KEY")
  private boolean key;

  ShowCheckpoint(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var request = GetCheckpointRequest.newBuilder().setSize(size).build();
    for (Log each : Log.chosen(log)) {
      GetCheckpointResponse answer =
          each.ask(
              session, "signing a checkpoint", () -> each.history(session).getCheckpoint(request));
      session.print(key ? answer.getVerifierKey() + "\n" : answer.getCheckpoint().getNote());
    }
    return 0;
  }
}
