package io.netledger.cli.history;

import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import io.netledger.cli.archive.DamagedExport;
import io.netledger.cli.archive.ExportReader;
import io.netledger.cli.archive.Extent;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.ImportEventsRequest;
import io.netledger.proto.history.v1.ImportEventsResponse;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = "Write an exported ledger into a system that has none",
    customSynopsis = "netledger history import [OPTIONS] FILE",
    footer = {
      "%nThe file is checked first, as netledger history verify FILE does; if a line is damaged, or a service has events",
      "already, nothing is written. deploy/up --empty --data DIRECTORY starts a system without events.",
      "%nExamples:",
      "  netledger history import ledger.jsonl --signed-by keys"
    })
final class ImportHistory implements Callable<Integer> {

  /** Bytes of a message; gRPC takes four times as much. */
  private static final int LARGEST = 1 << 20;

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "As netledger history export has written it")
  private Path file = Path.of("");

  @Option(
      names = "--signed-by",
      paramLabel = "FILE|KEY",
      description = "Keys that must have signed it (default: the signatures are not looked at)")
  private String signedBy = "";

  ImportHistory(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ExportCheck check = new ExportCheck(session, file);
    List<Extent> extents = check.extents();
    if (!signedBy.isEmpty()) {
      extents.forEach(extent -> check.signed(extent, KeptCheckpoints.keys(signedBy)));
    }
    // ipam-service first: what network-service finds undone it may do at once
    List<Log> logs = List.of(Log.IPAM, Log.NETWORK);
    logs.forEach(log -> whole(extents, log));
    logs.forEach(this::checkEmpty);
    logs.forEach(log -> write(log, whole(extents, log)));
    return 0;
  }

  private Extent whole(List<Extent> extents, Log log) {
    return extents.stream()
        .filter(extent -> extent.service().equals(log.service()) && extent.from() == 0)
        .findFirst()
        .orElseThrow(() ->
            Failure.refused(
                "%s does not have the log of %s from the beginning"
                    .formatted(file, log.service())));
  }

  private void checkEmpty(Log log) {
    var request = ListEventsRequest.newBuilder().setPageSize(1).build();
    long head =
        log.ask(session, "looking", () -> log.history(session).listEvents(request)).getRevision();
    if (head > 0) {
      throw Failure.refused(
          ("the log of %s has %d events; expected none.%n"
                  + "Import into a new system: deploy/up --empty --data DIRECTORY")
              .formatted(log.service(), head));
    }
  }

  private void write(Log log, Extent extent) {
    ImportEventsResponse answer =
        log.ask(session, "importing into " + log.service(), () -> send(log, extent));
    session.say(
        "%s: %d events; head r%d:%s"
            .formatted(
                log.service(),
                extent.events(),
                answer.getRevision(),
                HexFormat.of().formatHex(answer.getHash().toByteArray())));
  }

  private ImportEventsResponse send(Log log, Extent extent) {
    try (ExportReader reader = ExportReader.open(file)) {
      int number = reader.extents().indexOf(extent);
      var call = log.importing(session);
      Meter meter = new Meter(session, "importing into " + log.service(), extent.events());
      var request = ImportEventsRequest.newBuilder();
      int bytes = 0;
      boolean open = true;
      Optional<ExportReader.Entry> next = reader.next();
      while (next.isPresent() && open) {
        StoredEvent event = next.get().event();
        if (next.get().log() == number) {
          request.addEvents(event);
          bytes += event.getSerializedSize();
          meter.step();
        }
        next = reader.next();
        if (bytes > LARGEST) {
          open = call.write(request.build());
          request.clear();
          bytes = 0;
        }
      }
      return answer(call, request.build());
    } catch (StatusException e) {
      throw new StatusRuntimeException(e.getStatus(), e.getTrailers());
    } catch (IOException | DamagedExport e) {
      throw Failure.refused(file + " has changed meanwhile: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.refused("interrupted; nothing was written");
    }
  }

  /** The last events, and what becomes of them all. */
  private static ImportEventsResponse answer(
      BlockingClientCall<ImportEventsRequest, ImportEventsResponse> call, ImportEventsRequest last)
      throws StatusException, InterruptedException {
    if (call.write(last)) {
      call.halfClose();
    }
    ImportEventsResponse answer = call.read();
    return answer == null ? ImportEventsResponse.getDefaultInstance() : answer;
  }
}
