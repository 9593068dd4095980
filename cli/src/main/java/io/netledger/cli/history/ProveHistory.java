package io.netledger.cli.history;

import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Session;
import io.netledger.proof.Checkpoint;
import io.netledger.proof.EventHash;
import io.netledger.proof.Hash;
import io.netledger.proof.LogEntry;
import io.netledger.proof.MerkleProof;
import io.netledger.proof.NoteKey;
import io.netledger.proof.SignedNote;
import io.netledger.proto.history.v1.GetCheckpointRequest;
import io.netledger.proto.history.v1.GetCheckpointResponse;
import io.netledger.proto.history.v1.ProveConsistencyRequest;
import io.netledger.proto.history.v1.ProveConsistencyResponse;
import io.netledger.proto.history.v1.ProveInclusionRequest;
import io.netledger.proto.history.v1.ProveInclusionResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prove",
    description =
        "Prove that an event is in the ledger, or that the ledger begins with a checkpoint",
    customSynopsis = "netledger history prove [OPTIONS] [rREVISION]",
    footer = {
      "%nThe proof is a few hashes, and is checked here. With a revision: that the event is in the log of the checkpoint.",
      "Without: that the log now begins with all of the checkpoint's. Exit code 1: it is not proved.",
      "%nExamples:",
      "  netledger history prove r1234",
      "  netledger history prove --log ipam r17 --checkpoint checkpoint --signed-by keys",
      "  netledger history prove --checkpoint checkpoint --signed-by keys"
    })
final class ProveHistory implements Callable<Integer> {

  private static final Pattern REVISION = Pattern.compile("r(\\d{1,18})");

  private final Session session;

  @Parameters(arity = "0..1", paramLabel = "rREVISION", description = "The event")
  private String event = "";

  @Option(
      names = "--log",
      paramLabel = "network|ipam",
      description = "Whose log (default: network for an event, both for checkpoints)")
  private String log = "";

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "A checkpoint that was kept (default for an event: one of now)")
  private String file = "";

  @Option(
      names = "--signed-by",
      paramLabel = "FILE|KEY",
      description = "Keys that were kept (default: those that the services say now)")
  private String signedBy = "";

  ProveHistory(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!event.isEmpty()) {
      return isIncluded(Log.chosen(log.isEmpty() ? "network" : log).getFirst()) ? 0 : 1;
    }
    if (file.isEmpty()) {
      throw Failure.usage("nothing to prove: give a revision, or --checkpoint FILE");
    }
    List<SignedNote> notes = KeptCheckpoints.notes(file);
    List<Log> logs =
        Log.chosen(log).stream()
            .filter(each -> KeptCheckpoints.of(each, notes).isPresent())
            .toList();
    if (logs.isEmpty()) {
      throw Failure.refused(file + " has no checkpoint of that log");
    }
    boolean proved = true;
    for (Log each : logs) {
      proved &= begins(each, KeptCheckpoints.of(each, notes).orElseThrow());
    }
    return proved ? 0 : 1;
  }

  private boolean isIncluded(Log of) {
    Matcher word = REVISION.matcher(event);
    if (!word.matches()) {
      throw Failure.usage("\"" + event + "\" is no revision; expected r1234");
    }
    long revision = Long.parseLong(word.group(1));
    SignedNote note =
        file.isEmpty()
            ? SignedNote.parse(now(of).getCheckpoint().getNote())
            : KeptCheckpoints.of(of, KeptCheckpoints.notes(file))
                .orElseThrow(() -> Failure.refused(file + " has no checkpoint of " + of.origin()));
    NoteKey signer = signer(of, note);
    Checkpoint checkpoint = KeptCheckpoints.checkpoint(note);
    var request =
        ProveInclusionRequest.newBuilder().setRevision(revision).setSize(checkpoint.size()).build();
    ProveInclusionResponse proof =
        of.ask(session, "proving", () -> of.history(session).proveInclusion(request));
    Hash hash =
        new EventHash()
            .of(LogEntry.of(proof.getEvent()), new Hash(proof.getPreviousHash().toByteArray()));
    boolean included =
        proof.getEvent().getRevision() == revision
            && MerkleProof.isIncluded(
                hash, revision - 1, checkpoint.size(), hashes(proof), checkpoint.root());
    session.say(
        "%s: r%d %s in the log of the checkpoint of r%d, signed by %s (%d hashes)"
            .formatted(
                of.service(),
                revision,
                included ? "is" : "is NOT proved to be",
                checkpoint.size(),
                signer,
                proof.getHashesCount()));
    return included;
  }

  private boolean begins(Log of, SignedNote note) {
    NoteKey signer = signer(of, note);
    Checkpoint before = KeptCheckpoints.checkpoint(note);
    SignedNote newest = SignedNote.parse(now(of).getCheckpoint().getNote());
    signer(of, newest);
    Checkpoint after = KeptCheckpoints.checkpoint(newest);
    if (before.size() > after.size()) {
      session.say(
          "%s: the log ends at r%d; the checkpoint has r%d: the end was cut off"
              .formatted(of.service(), after.size(), before.size()));
      return false;
    }
    var request =
        ProveConsistencyRequest.newBuilder()
            .setFromSize(before.size())
            .setToSize(after.size())
            .build();
    ProveConsistencyResponse proof =
        of.ask(session, "proving", () -> of.history(session).proveConsistency(request));
    List<Hash> hashes =
        proof.getHashesList().stream().map(each -> new Hash(each.toByteArray())).toList();
    boolean begins = MerkleProof.isExtension(before, after, hashes);
    session.say(
        "%s: the log, now r%d, %s with that of the checkpoint of r%d, signed by %s (%d hashes)"
            .formatted(
                of.service(),
                after.size(),
                begins ? "begins" : "is NOT proved to begin",
                before.size(),
                signer,
                hashes.size()));
    return begins;
  }

  private NoteKey signer(Log of, SignedNote note) {
    return KeptCheckpoints.signer(
        note,
        signedBy.isEmpty()
            ? List.of(NoteKey.parse(now(of).getVerifierKey()))
            : KeptCheckpoints.keys(signedBy));
  }

  private GetCheckpointResponse now(Log of) {
    var request = GetCheckpointRequest.getDefaultInstance();
    return of.ask(
        session, "signing a checkpoint", () -> of.history(session).getCheckpoint(request));
  }

  private static List<Hash> hashes(ProveInclusionResponse proof) {
    return proof.getHashesList().stream().map(each -> new Hash(each.toByteArray())).toList();
  }
}
