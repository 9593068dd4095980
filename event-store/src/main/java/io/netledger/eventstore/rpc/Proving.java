package io.netledger.eventstore.rpc;

import io.netledger.eventstore.Checkpoints;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.Proofs;
import io.netledger.eventstore.Sealer;
import io.netledger.eventstore.SignedCheckpoint;
import io.netledger.proto.history.v1.Checkpoint;
import io.netledger.proto.history.v1.GetCheckpointRequest;
import io.netledger.proto.history.v1.GetCheckpointResponse;
import io.netledger.proto.history.v1.ListCheckpointsRequest;
import io.netledger.proto.history.v1.ListCheckpointsResponse;
import io.netledger.proto.history.v1.ProveConsistencyRequest;
import io.netledger.proto.history.v1.ProveConsistencyResponse;
import io.netledger.proto.history.v1.ProveInclusionRequest;
import io.netledger.proto.history.v1.ProveInclusionResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Page;
import io.netledger.wire.PageToken;
import java.util.List;
import java.util.Optional;

/** Checkpoints, and proofs of what they have in common with the log. */
final class Proving {

  private static final String LIST = "ListCheckpoints";

  private final EventLog log;
  private final Proofs proofs;
  private final Checkpoints checkpoints;
  private final Optional<Sealer> sealer;

  Proving(Ledger ledger, Optional<Sealer> sealer) {
    this.log = ledger.log();
    this.proofs = ledger.proofs();
    this.checkpoints = ledger.checkpoints();
    this.sealer = sealer;
  }

  GetCheckpointResponse checkpoint(GetCheckpointRequest request) {
    Sealer signing =
        sealer.orElseThrow(() ->
            new Rejection(
                Reason.CHECKPOINTS_OFF,
                "the service has no key to sign checkpoints with; expected --checkpoint-key"));
    return GetCheckpointResponse.newBuilder()
        .setCheckpoint(words(signing.sign(size("size", request.getSize()))))
        .setVerifierKey(signing.signer().key().toString())
        .build();
  }

  ListCheckpointsResponse list(ListCheckpointsRequest request) {
    Page page = Page.of(request.getPageSize(), request.getPageToken(), LIST);
    List<SignedCheckpoint> found = checkpoints.after(page.after().orElse(0L), page.size() + 1);
    List<SignedCheckpoint> these = found.subList(0, Math.min(page.size(), found.size()));
    var answer =
        ListCheckpointsResponse.newBuilder()
            .addAllCheckpoints(these.stream().map(Proving::words).toList());
    if (found.size() > page.size()) {
      long last = these.getLast().size();
      answer.setNextPageToken(new PageToken(LIST, last, Long.toString(last)).toString());
    }
    return answer.build();
  }

  ProveInclusionResponse inclusion(ProveInclusionRequest request) {
    long size = size("size", request.getSize());
    long revision = request.getRevision();
    if (revision < 1 || revision > size) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "revision is %s; expected 1 to %d, the size"
              .formatted(Long.toUnsignedString(revision), size));
    }
    return ProveInclusionResponse.newBuilder()
        .setEvent(StoredEvents.words(StoredEvents.stored(log, revision)))
        .setPreviousHash(StoredEvents.bytes(StoredEvents.hashOf(log, revision - 1)))
        .setSize(size)
        .addAllHashes(StoredEvents.bytes(proofs.inclusion(revision, size)))
        .build();
  }

  ProveConsistencyResponse consistency(ProveConsistencyRequest request) {
    long to = size("to_size", request.getToSize());
    long from = request.getFromSize();
    if (from < 0 || from > to) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "from_size is %s; expected at most to_size, %d"
              .formatted(Long.toUnsignedString(from), to));
    }
    return ProveConsistencyResponse.newBuilder()
        .setToSize(to)
        .addAllHashes(StoredEvents.bytes(proofs.consistency(from, to)))
        .build();
  }

  /** The log up to {@code size}; signed if that is done here. */
  Checkpoint at(long size) {
    return sealer
        .map(signing -> words(signing.sign(size)))
        .orElseGet(() ->
            Checkpoint.newBuilder()
                .setSize(size)
                .setRoot(StoredEvents.bytes(proofs.root(size)))
                .build());
  }

  private long size(String field, long asked) {
    long head = log.head();
    if (Long.compareUnsigned(asked, head) > 0) {
      throw new Rejection(
          Reason.REVISION_IN_FUTURE,
          "%s is %s; expected at most %d, the newest revision"
              .formatted(field, Long.toUnsignedString(asked), head));
    }
    return asked == 0 ? head : asked;
  }

  private static Checkpoint words(SignedCheckpoint signed) {
    return Checkpoint.newBuilder()
        .setSize(signed.size())
        .setRoot(StoredEvents.bytes(signed.root()))
        .setNote(signed.note())
        .setSignedAt(HistoryWords.timestamp(signed.signedAt()))
        .build();
  }
}
