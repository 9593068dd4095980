package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.netledger.network.world.World;
import io.netledger.proof.Checkpoint;
import io.netledger.proof.EventHash;
import io.netledger.proof.Frontier;
import io.netledger.proof.Hash;
import io.netledger.proof.LogEntry;
import io.netledger.proof.MerkleProof;
import io.netledger.proof.NoteKey;
import io.netledger.proof.SignedNote;
import io.netledger.proto.history.v1.DamageKind;
import io.netledger.proto.history.v1.GetCheckpointRequest;
import io.netledger.proto.history.v1.GetCheckpointResponse;
import io.netledger.proto.history.v1.ListCheckpointsRequest;
import io.netledger.proto.history.v1.ProveConsistencyRequest;
import io.netledger.proto.history.v1.ProveInclusionRequest;
import io.netledger.proto.history.v1.ProveInclusionResponse;
import io.netledger.proto.history.v1.StoredEvent;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import io.netledger.proto.history.v1.VerifyEventsResponse;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody outside has kept a checkpoint and the key, and checks what the service says. */
@Timeout(60)
class CheckpointsTest {

  private World world;
  private GetCheckpointResponse kept;
  private Checkpoint checkpoint;
  private long head;

  @BeforeEach
  void aLog() throws IOException {
    world = new World();
    grow(20);
    kept = world.history().getCheckpoint(GetCheckpointRequest.getDefaultInstance());
    SignedNote note = SignedNote.parse(kept.getCheckpoint().getNote());
    assertThat(NoteKey.parse(kept.getVerifierKey()).hasSigned(note)).isTrue();
    checkpoint = Checkpoint.parse(note.text());
    assertThat(checkpoint.origin()).isEqualTo("netledger/network-service");
    grow(30);
    head = world.head();
    world.sql("ALTER TABLE ledger.event DISABLE TRIGGER only_grows");
  }

  private void grow(long size) {
    while (world.head() < size) {
      refused(() ->
          world
              .networks()
              .removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork("bridge").build()));
    }
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void anEventIsProvedToBeInTheLogOfTheCheckpoint() {
    ProveInclusionResponse proof = inclusion(7);
    Hash event =
        new EventHash()
            .of(LogEntry.of(proof.getEvent()), new Hash(proof.getPreviousHash().toByteArray()));
    assertThat(event.bytes()).isEqualTo(proof.getEvent().getHash().toByteArray());
    assertThat(isIncluded(event, 7, proof)).isTrue();
    assertThat(isIncluded(event, 8, proof)).isFalse();
    world.sql("UPDATE ledger.event SET hash = sha256('') WHERE revision = 3");
    assertThat(isIncluded(event, 7, inclusion(7))).as("another log").isFalse();
  }

  private ProveInclusionResponse inclusion(long revision) {
    return world
        .history()
        .proveInclusion(
            ProveInclusionRequest.newBuilder()
                .setRevision(revision)
                .setSize(checkpoint.size())
                .build());
  }

  private boolean isIncluded(Hash event, long revision, ProveInclusionResponse proof) {
    return MerkleProof.isIncluded(
        event, revision - 1, checkpoint.size(), hashes(proof.getHashesList()), checkpoint.root());
  }

  @Test
  void theLogIsProvedToBeginWithThatOfTheCheckpoint() {
    var now = world.history().getCheckpoint(GetCheckpointRequest.getDefaultInstance());
    Checkpoint after = Checkpoint.parse(SignedNote.parse(now.getCheckpoint().getNote()).text());
    assertThat(after.size()).isEqualTo(head);
    var proof =
        world
            .history()
            .proveConsistency(
                ProveConsistencyRequest.newBuilder().setFromSize(checkpoint.size()).build());
    assertThat(MerkleProof.isExtension(checkpoint, after, hashes(proof.getHashesList()))).isTrue();
    assertThat(world.history().listCheckpoints(ListCheckpointsRequest.getDefaultInstance()))
        .satisfies(list -> assertThat(list.getCheckpointsList()).isNotEmpty());
  }

  @Test
  void aLogThatWasWrittenAnewIsFoundByTheCheckpoint() {
    writeAnewFrom(9);
    world.sql("ALTER TABLE ledger.checkpoint DISABLE TRIGGER only_grows");
    world.sql("DELETE FROM ledger.checkpoint");
    assertThat(verify(VerifyEventsRequest.newBuilder()).hasDamage()).as("a chain").isFalse();
    VerifyEventsResponse found = verify(withCheckpoint());
    assertThat(found.getDamage().getKind()).isEqualTo(DamageKind.DAMAGE_KIND_CHANGED);
    assertThat(found.getDamage().getMessage())
        .matches(
            "something of the revisions \\d+ to %d was written anew.*"
                .formatted(checkpoint.size()));
    assertThat(found.getDamage().getRevision()).isLessThanOrEqualTo(9);
  }

  @Test
  void anEndThatWasCutOffIsFoundByTheCheckpoint() {
    assertThat(verify(withCheckpoint()).hasDamage()).isFalse();
    world.sql("DELETE FROM ledger.event WHERE revision >= " + checkpoint.size());
    VerifyEventsResponse found = verify(withCheckpoint());
    assertThat(found.getDamage().getKind()).isEqualTo(DamageKind.DAMAGE_KIND_DROPPED);
    assertThat(found.getDamage().getRevision()).isEqualTo(checkpoint.size());
  }

  @Test
  void aPartThatIsExportedLeadsToTheCheckpoint() {
    Archive part = Archive.of(world.history(), 11, checkpoint.size());
    Frontier frontier = Frontier.after(11, hashes(part.beginning().getPeaksList()));
    Hash hash = new Hash(part.beginning().getFromHash().toByteArray());
    EventHash chain = new EventHash();
    for (StoredEvent event : part.events()) {
      hash = chain.of(LogEntry.of(event), hash);
      frontier.add(hash);
    }
    assertThat(frontier.root()).isEqualTo(checkpoint.root());
    assertThat(
            Checkpoint.parse(SignedNote.parse(part.beginning().getCheckpoint().getNote()).text()))
        .isEqualTo(checkpoint);
  }

  @Test
  void refusesWhatIsNotInTheLog() {
    assertThat(
            refused(() ->
                    world
                        .history()
                        .getCheckpoint(GetCheckpointRequest.newBuilder().setSize(head + 9).build()))
                .reason())
        .isEqualTo(Reason.REVISION_IN_FUTURE);
    assertThat(refused(() -> inclusion(checkpoint.size() + 1)).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(refused(() -> inclusion(0)).reason()).isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(refused(() -> verify(withCheckpoint().setFromRevision(3))).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(
            refused(() ->
                    Archive.history(world.ipamLine())
                        .getCheckpoint(GetCheckpointRequest.getDefaultInstance()))
                .reason())
        .as("ipam-service has no key here")
        .isEqualTo(Reason.CHECKPOINTS_OFF);
  }

  /** Changes an event, and hashes it and all after it anew. */
  private void writeAnewFrom(long revision) {
    Archive rest = Archive.of(world.history(), revision - 1, head);
    Hash hash = new Hash(rest.beginning().getFromHash().toByteArray());
    EventHash chain = new EventHash();
    for (StoredEvent event : rest.events()) {
      StoredEvent forged = event.toBuilder().setReason("none").build();
      Hash next = chain.of(LogEntry.of(forged), hash);
      world.sql(
          "UPDATE ledger.event SET reason = 'none', previous_hash = '\\x%s', hash = '\\x%s' WHERE revision = %d"
              .formatted(hash, next, event.getRevision()));
      hash = next;
    }
  }

  private VerifyEventsRequest.Builder withCheckpoint() {
    return VerifyEventsRequest.newBuilder()
        .setCheckpointSize(checkpoint.size())
        .setCheckpointRoot(ByteString.copyFrom(checkpoint.root().bytes()));
  }

  private VerifyEventsResponse verify(VerifyEventsRequest.Builder request) {
    VerifyEventsResponse last = VerifyEventsResponse.getDefaultInstance();
    var answers = world.history().verifyEvents(request.build());
    while (answers.hasNext()) {
      last = answers.next();
    }
    return last;
  }

  private static List<Hash> hashes(List<ByteString> words) {
    return words.stream().map(word -> new Hash(word.toByteArray())).toList();
  }
}
