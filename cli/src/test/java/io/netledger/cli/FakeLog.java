package io.netledger.cli;

import com.google.protobuf.ByteString;
import io.netledger.proof.Checkpoint;
import io.netledger.proof.EventHash;
import io.netledger.proof.Hash;
import io.netledger.proof.LogEntry;
import io.netledger.proof.MerkleHash;
import io.netledger.proof.MerkleTree;
import io.netledger.proof.NoteKey;
import io.netledger.proof.NoteSigner;
import io.netledger.proto.history.v1.ExportBeginning;
import io.netledger.proto.history.v1.StoredEvent;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A log with a few events, which are hashed and signed as a service does it. */
final class FakeLog {

  private final List<StoredEvent> events = new ArrayList<>();
  private final MerkleHash hash = new MerkleHash();
  private final MerkleTree tree = new MerkleTree(this::subtree);
  private final NoteSigner signer;

  FakeLog(String service, int size) {
    signer = signer("netledger/" + service);
    EventHash chain = new EventHash();
    Hash previous = Hash.NONE;
    for (int revision = 1; revision <= size; revision++) {
      StoredEvent event =
          StoredEvent.newBuilder()
              .setRevision(revision)
              .setCategory("request")
              .setStream("r/" + revision)
              .setType("netledger.events.v1.RequestRefused")
              .setPayload(ByteString.copyFromUtf8("payload " + revision))
              .setTimeMicros(1_767_225_600_000_001L + revision)
              .setActor(revision % 2 == 0 ? "unix:alice" : "network-service")
              .setReason(revision == 2 ? "because “x” <&>\n" : "")
              .setClaimsRequest(revision == 3)
              .build();
      previous = chain.of(LogEntry.of(event), previous);
      events.add(event.toBuilder().setHash(ByteString.copyFrom(previous.bytes())).build());
    }
  }

  private static NoteSigner signer(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new NoteSigner(new NoteKey(name, pair.getPublic()), pair.getPrivate());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  List<StoredEvent> events() {
    return events;
  }

  NoteKey key() {
    return signer.key();
  }

  MerkleTree tree() {
    return tree;
  }

  io.netledger.proto.history.v1.Checkpoint checkpoint(long asked) {
    long size = asked == 0 ? events.size() : asked;
    Checkpoint checkpoint = new Checkpoint(signer.key().name(), size, tree.root(size));
    return io.netledger.proto.history.v1.Checkpoint.newBuilder()
        .setSize(size)
        .setRoot(bytes(checkpoint.root()))
        .setNote(signer.sign(checkpoint.text()).toString())
        .build();
  }

  ExportBeginning beginning() {
    return ExportBeginning.newBuilder()
        .setToRevision(events.size())
        .setFromHash(bytes(Hash.NONE))
        .setToHash(events.getLast().getHash())
        .setCheckpoint(checkpoint(0))
        .build();
  }

  static ByteString bytes(Hash hash) {
    return ByteString.copyFrom(hash.bytes());
  }

  private Hash subtree(int level, long position) {
    return level == 0
        ? hash.leaf(new Hash(events.get((int) position).getHash().toByteArray()))
        : hash.node(subtree(level - 1, 2 * position), subtree(level - 1, 2 * position + 1));
  }
}
