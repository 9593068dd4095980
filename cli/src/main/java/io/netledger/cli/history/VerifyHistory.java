package io.netledger.cli.history;

import com.google.protobuf.ByteString;
import io.netledger.cli.archive.Extent;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Session;
import io.netledger.proof.Checkpoint;
import io.netledger.proof.NoteKey;
import io.netledger.proof.SignedNote;
import io.netledger.proto.history.v1.GetCheckpointRequest;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import io.netledger.proto.history.v1.VerifyEventsResponse;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = "Check that every event is as it was written: in the database, or in a file",
    customSynopsis = "netledger history verify [OPTIONS] [FILE]",
    footer = {
      "%nThe last line of a log that is sound has its head. Keep it elsewhere, or better a checkpoint: with --head or",
      "--checkpoint it is found, too, if the end was cut off or the whole log was written anew. Exit code 1: something is",
      "not as it was written. A FILE of netledger history export is checked without any service.",
      "%nExamples:",
      "  netledger history verify",
      "  netledger history verify --log ipam --from 1200",
      "  netledger history verify --log network --head r1234:5f0c…",
      "  netledger history verify --checkpoint checkpoint --signed-by keys",
      "  netledger history verify --signed-by keys ledger.jsonl"
    })
final class VerifyHistory implements Callable<Integer> {

  private static final Pattern HEAD = Pattern.compile("r(\\d{1,18}):([0-9a-f]{64})");

  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Check this export instead of the database")
  private String file = "";

  @Option(
      names = "--log",
      paramLabel = "network|ipam",
      description = "Only the log of network-service, or of ipam-service (default: both)")
  private String log = "";

  @Option(
      names = "--from",
      paramLabel = "REVISION",
      description = "Trust what lies before this revision (default: 1)")
  private long from;

  @Option(
      names = "--head",
      paramLabel = "rREVISION:HASH",
      description = "Up to this revision, which had this hash; for one --log")
  private String head = "";

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Compare with a checkpoint that was kept")
  private String checkpoint = "";

  @Option(
      names = "--signed-by",
      paramLabel = "FILE|KEY",
      description = "Keys that must have signed it (default: those that the services say now)")
  private String signedBy = "";

  VerifyHistory(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!file.isEmpty()) {
      return offline();
    }
    List<Log> logs = Log.chosen(log);
    if (log.isEmpty() && !head.isEmpty()) {
      throw Failure.usage("--head is of one log: give --log network or --log ipam with it");
    }
    boolean sound = true;
    for (Log each : logs) {
      sound &= isSound(each);
    }
    return sound ? 0 : 1;
  }

  private int offline() {
    ExportCheck check = new ExportCheck(session, Path.of(file));
    List<NoteKey> keys = signedBy.isEmpty() ? List.of() : KeptCheckpoints.keys(signedBy);
    for (Extent extent : check.extents()) {
      session.say(
          ExportHistory.said(extent) + "; each as it was written; " + check.signed(extent, keys));
    }
    return 0;
  }

  private boolean isSound(Log of) {
    VerifyEventsRequest request = request(of);
    Iterator<VerifyEventsResponse> answers =
        ask(of, () -> of.history(session).verifyEvents(request));
    VerifyEventsResponse last = VerifyEventsResponse.getDefaultInstance();
    while (ask(of, answers::hasNext)) {
      last = answers.next();
      if (!last.getDone()) {
        progress(of.service(), last);
      }
    }
    session.say(of.service() + ": " + found(last, request));
    return last.getDone() && !last.hasDamage();
  }

  /** The checkpoint that was kept, if it is of this log, and somebody known has signed it. */
  private Optional<Checkpoint> kept(Log of) {
    if (checkpoint.isEmpty()) {
      return Optional.empty();
    }
    Optional<SignedNote> note = KeptCheckpoints.of(of, KeptCheckpoints.notes(checkpoint));
    if (note.isEmpty() && !log.isEmpty()) {
      throw Failure.refused(checkpoint + " has no checkpoint of " + of.origin());
    }
    note.ifPresent(signed -> KeptCheckpoints.signer(signed, keys(of)));
    return note.map(KeptCheckpoints::checkpoint);
  }

  private List<NoteKey> keys(Log of) {
    if (!signedBy.isEmpty()) {
      return KeptCheckpoints.keys(signedBy);
    }
    var now = GetCheckpointRequest.getDefaultInstance();
    String told = ask(of, () -> of.history(session).getCheckpoint(now)).getVerifierKey();
    return List.of(NoteKey.parse(told));
  }

  private VerifyEventsRequest request(Log of) {
    var request = VerifyEventsRequest.newBuilder().setFromRevision(from);
    kept(of)
        .ifPresent(known ->
            request
                .setCheckpointSize(known.size())
                .setCheckpointRoot(ByteString.copyFrom(known.root().bytes())));
    if (head.isEmpty()) {
      return request.build();
    }
    Matcher parts = HEAD.matcher(head);
    if (!parts.matches()) {
      throw Failure.usage(
          "invalid argument \""
              + head
              + "\" for \"--head\" flag: expected rREVISION:HASH as verify printed it");
    }
    return request
        .setToRevision(Long.parseLong(parts.group(1)))
        .setToHash(ByteString.copyFrom(HexFormat.of().parseHex(parts.group(2))))
        .build();
  }

  private void progress(String service, VerifyEventsResponse answer) {
    session.note(
        "… %s: %d of %d events are as they were written"
            .formatted(service, answer.getRevision(), answer.getToRevision()));
  }

  private String found(VerifyEventsResponse last, VerifyEventsRequest request) {
    if (last.hasDamage()) {
      return last.getDamage().getMessage()
          + "; everything before it"
          + (from > 1 ? " from r" + from + " on" : "")
          + " is as it was written";
    }
    return "%d events, each as it was written%s; head r%d:%s"
        .formatted(
            last.getRevision() - Math.max(1, from) + 1,
            request.getCheckpointSize() == 0
                ? ""
                : ", as the checkpoint of r" + request.getCheckpointSize() + " has them",
            last.getRevision(),
            HexFormat.of().formatHex(last.getHash().toByteArray()));
  }

  /** A stream's refusal comes with its first answer. */
  private <T> T ask(Log of, Supplier<T> call) {
    return of.ask(session, "verifying the history", call);
  }
}
