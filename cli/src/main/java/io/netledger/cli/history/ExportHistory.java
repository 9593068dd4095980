package io.netledger.cli.history;

import io.netledger.cli.archive.ExportWriter;
import io.netledger.cli.archive.Extent;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.MomentWord;
import io.netledger.cli.session.Session;
import io.netledger.proof.Hash;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.history.v1.ExportBeginning;
import io.netledger.proto.history.v1.ExportEventsRequest;
import io.netledger.proto.history.v1.ExportEventsResponse;
import io.netledger.proto.history.v1.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = "Write the ledger into a file that anyone can check without a service",
    customSynopsis = "netledger history export --file FILE [OPTIONS]",
    footer = {
      "%nThe file has a CloudEvent (JSON) a line; the first says what follows, with a checkpoint that the services have signed.",
      "Check it: netledger history verify FILE. With both logs from the beginning it can be imported.",
      "%nExamples:",
      "  netledger history export --file ledger.jsonl",
      "  netledger history export --file tuesday.jsonl --from 2026-11-24 --to 2026-11-25",
      "  netledger history export --file part.jsonl --log network --from r1000 --to r2000"
    })
final class ExportHistory implements Callable<Integer> {

  private final Session session;

  @Option(names = "--file", required = true, paramLabel = "FILE", description = "Where to write")
  private Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "MOMENT",
      description = "Only what came after it: r1000, 2026-11-20T14:05 (UTC), or 5m ago")
  private String from = "";

  @Option(names = "--to", paramLabel = "MOMENT", description = "Only until then (default: now)")
  private String to = "";

  @Option(
      names = "--log",
      paramLabel = "network|ipam",
      description = "Only the log of network-service, or of ipam-service (default: both)")
  private String log = "";

  ExportHistory(Session session) {
    this.session = session;
  }

  /** A log that is being read. */
  private record Source(Log log, Iterator<ExportEventsResponse> answers, Extent extent) {}

  @Override
  public Integer call() {
    // network-service first: what it knows of addresses, ipam-service's log has all the more
    List<Source> sources = Log.chosen(log).stream().map(this::source).toList();
    try (ExportWriter writer =
        ExportWriter.begin(file, sources.stream().map(Source::extent).toList())) {
      for (Source source : sources) {
        write(source, writer);
      }
      writer.finish();
    } catch (IOException e) {
      throw Failure.refused("cannot write " + file + ": " + e);
    }
    sources.forEach(source -> session.say(said(source.extent())));
    return 0;
  }

  private void write(Source source, ExportWriter writer) throws IOException {
    Extent extent = source.extent();
    Meter meter = new Meter(session, "exporting " + extent.service(), extent.events());
    while (source.log().ask(session, "exporting", source.answers()::hasNext)) {
      for (StoredEvent event : source.answers().next().getEventsList()) {
        writer.add(extent.service(), event);
        meter.step();
      }
    }
  }

  private Source source(Log of) {
    Instant now = Instant.now();
    var request = ExportEventsRequest.newBuilder();
    if (!from.isEmpty()) {
      request.setFrom(moment("--from", from, now));
    }
    if (!to.isEmpty()) {
      request.setTo(moment("--to", to, now));
    }
    Iterator<ExportEventsResponse> answers =
        of.ask(session, "exporting", () -> of.history(session).exportEvents(request.build()));
    ExportEventsResponse first = of.ask(session, "exporting", answers::next);
    return new Source(of, answers, extent(of, first.getBeginning()));
  }

  private AsOf moment(String option, String word, Instant now) {
    AsOf moment = MomentWord.parse(option, word, now);
    if (log.isEmpty() && !moment.hasTime()) {
      throw Failure.usage("a revision is of one log: give --log network or --log ipam with it");
    }
    return moment;
  }

  private static Extent extent(Log of, ExportBeginning beginning) {
    List<Hash> peaks = new ArrayList<>();
    beginning.getPeaksList().forEach(peak -> peaks.add(new Hash(peak.toByteArray())));
    return new Extent(
        of.service(),
        beginning.getFromRevision(),
        beginning.getToRevision(),
        new Hash(beginning.getFromHash().toByteArray()),
        new Hash(beginning.getToHash().toByteArray()),
        peaks,
        new Hash(beginning.getCheckpoint().getRoot().toByteArray()),
        beginning.getCheckpoint().getNote());
  }

  static String said(Extent extent) {
    return "%s: %d events, %s; head r%d:%s"
        .formatted(extent.service(), extent.events(), extent.range(), extent.to(), extent.toHash());
  }
}
