package io.netledger.eventstore.rpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.netledger.eventstore.Checkpoints;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Verification;
import io.netledger.eventstore.Verification.Broken;
import io.netledger.eventstore.Verification.Intact;
import io.netledger.proof.Hash;
import io.netledger.proto.history.v1.Damage;
import io.netledger.proto.history.v1.DamageKind;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import io.netledger.proto.history.v1.VerifyEventsResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;

/** One call of VerifyEvents. It ends when it is done or the client is gone. */
final class Verifying {

  private static final int HASH_BYTES = 32;

  /** Events between two words of how far it is. */
  private static final int STRIDE = 10_000;

  private final EventLog log;
  private final ServerCallStreamObserver<VerifyEventsResponse> client;
  private final long from;
  private final long to;
  private final ByteString wanted;
  private final TreeCheck tree;

  /**
   * @throws Rejection INVALID_ARGUMENT, REVISION_IN_FUTURE
   */
  Verifying(
      EventLog log,
      Checkpoints checkpoints,
      VerifyEventsRequest request,
      ServerCallStreamObserver<VerifyEventsResponse> client) {
    this.log = log;
    this.client = client;
    long head = log.head();
    from = Math.max(1, request.getFromRevision());
    wanted = request.getToHash();
    if (request.getFromRevision() < 0 || request.getFromRevision() > head + 1) {
      throw new Rejection(
          Reason.REVISION_IN_FUTURE,
          "from_revision is %s; expected at most %d, one after the newest"
              .formatted(Long.toUnsignedString(request.getFromRevision()), head + 1));
    }
    List<TreeCheck.Known> known = known(checkpoints, request);
    long signed = known.stream().mapToLong(TreeCheck.Known::size).max().orElse(0);
    to = request.getToRevision() == 0 ? Math.max(head, signed) : request.getToRevision();
    tree = new TreeCheck(known.stream().filter(each -> each.size() <= to).toList());
    check(request);
  }

  private void check(VerifyEventsRequest request) {
    if (to < from - 1) {
      throw invalid(
          "to_revision is %s; expected at least from_revision, %d"
              .formatted(Long.toUnsignedString(to), from));
    }
    if (!wanted.isEmpty() && (wanted.size() != HASH_BYTES || request.getToRevision() == 0)) {
      throw invalid(
          "to_hash has %d bytes; expected %d, and to_revision with it"
              .formatted(wanted.size(), HASH_BYTES));
    }
    long size = request.getCheckpointSize();
    if (size != 0 && (from > 1 || Long.compareUnsigned(size, to) > 0)) {
      throw invalid(
          "checkpoint_size is %s; expected at most %d, and a walk from revision 1 on"
              .formatted(Long.toUnsignedString(size), to));
    }
  }

  /** What the tree is compared with: only who walks from the beginning can compute it. */
  private List<TreeCheck.Known> known(Checkpoints checkpoints, VerifyEventsRequest request) {
    List<TreeCheck.Known> known = new ArrayList<>();
    if (request.getCheckpointSize() != 0) {
      if (request.getCheckpointRoot().size() != HASH_BYTES) {
        throw invalid(
            "checkpoint_root has %d bytes; expected %d"
                .formatted(request.getCheckpointRoot().size(), HASH_BYTES));
      }
      Hash root = new Hash(request.getCheckpointRoot().toByteArray());
      known.add(new TreeCheck.Known(request.getCheckpointSize(), root));
    }
    if (from == 1) {
      checkpoints
          .after(0, Integer.MAX_VALUE)
          .forEach(each -> known.add(new TreeCheck.Known(each.size(), each.root())));
    }
    return known;
  }

  private static Rejection invalid(String message) {
    return new Rejection(Reason.INVALID_ARGUMENT, message);
  }

  void run() {
    Verification found = log.verify(from, to, this::step);
    if (tree.broken().isPresent()) {
      client.onNext(damaged(tree.broken().get()));
      client.onCompleted();
      return;
    }
    switch (found) {
      case Broken broken -> client.onNext(damaged(broken));
      case Intact(long events, _) when from + events <= to -> {
        // the client is gone
        return;
      }
      case Intact(_, Hash head) when !isWanted(head) -> client.onNext(other(head));
      case Intact(_, Hash head) -> client.onNext(at(to, head).setDone(true).build());
    }
    client.onCompleted();
  }

  private boolean step(long revision, Hash hash) {
    return tree.add(hash) && (revision % STRIDE != 0 || tell(revision, hash));
  }

  private boolean tell(long revision, Hash hash) {
    client.onNext(at(revision, hash).build());
    return !client.isCancelled();
  }

  private VerifyEventsResponse.Builder at(long revision, Hash hash) {
    return VerifyEventsResponse.newBuilder()
        .setRevision(revision)
        .setToRevision(to)
        .setHash(ByteString.copyFrom(hash.bytes()));
  }

  private boolean isWanted(Hash head) {
    return wanted.isEmpty() || wanted.equals(ByteString.copyFrom(head.bytes()));
  }

  /** The chain holds, but it is another one. */
  private VerifyEventsResponse other(Hash head) {
    return damaged(
        new Broken(
            to,
            io.netledger.eventstore.Verification.Damage.CHANGED,
            "revision %d has the hash %s; expected the one that was given: the log was written anew"
                .formatted(to, head)));
  }

  private VerifyEventsResponse damaged(Broken broken) {
    long sound = broken.revision() - 1;
    var answer = VerifyEventsResponse.newBuilder().setRevision(sound).setToRevision(to);
    log.read(sound, 1).stream()
        .filter(event -> event.revision() == sound)
        .map(Recorded::hash)
        .forEach(hash -> answer.setHash(ByteString.copyFrom(hash.bytes())));
    return answer
        .setDone(true)
        .setDamage(
            Damage.newBuilder()
                .setRevision(broken.revision())
                .setKind(kind(broken))
                .setMessage(broken.message()))
        .build();
  }

  private static DamageKind kind(Broken broken) {
    return switch (broken.damage()) {
      case CHANGED -> DamageKind.DAMAGE_KIND_CHANGED;
      case DROPPED -> DamageKind.DAMAGE_KIND_DROPPED;
      case REORDERED -> DamageKind.DAMAGE_KIND_REORDERED;
      case INSERTED -> DamageKind.DAMAGE_KIND_INSERTED;
    };
  }
}
