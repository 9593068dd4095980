package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.DamageKind;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import io.netledger.proto.history.v1.VerifyEventsResponse;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.refusal.Reason;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The chain, walked over gRPC while somebody with all rights changes the table. */
@Timeout(60)
class VerifyEventsTest {

  private World world;
  private long head;
  private ByteString hash;

  @BeforeEach
  void aLog() throws IOException {
    world = new World();
    while (world.head() < 20) {
      refused(() ->
          world
              .networks()
              .removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork("bridge").build()));
    }
    VerifyEventsResponse sound = verify(VerifyEventsRequest.newBuilder());
    assertThat(sound.hasDamage()).isFalse();
    head = sound.getRevision();
    hash = sound.getHash();
    assertThat(head).isGreaterThanOrEqualTo(20);
    assertThat(world.events().get((int) head - 1).getHash()).isEqualTo(hash);
    world.sql("ALTER TABLE ledger.event DISABLE TRIGGER only_grows");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void namesTheRowThatWasChanged() {
    world.sql("UPDATE ledger.event SET actor = 'mallory' WHERE revision = 9");
    VerifyEventsResponse found = verify(VerifyEventsRequest.newBuilder());
    assertThat(found.getDone()).isTrue();
    assertThat(found.getDamage().getRevision()).isEqualTo(9);
    assertThat(found.getDamage().getKind()).isEqualTo(DamageKind.DAMAGE_KIND_CHANGED);
    assertThat(found.getRevision()).isEqualTo(8);
    assertThat(verify(VerifyEventsRequest.newBuilder().setFromRevision(11)).hasDamage())
        .as("what lies before is trusted")
        .isFalse();
  }

  @Test
  void namesTheRowThatWasDropped() {
    world.sql("DELETE FROM ledger.event WHERE revision = 9");
    VerifyEventsResponse found = verify(VerifyEventsRequest.newBuilder());
    assertThat(found.getDamage().getKind()).isEqualTo(DamageKind.DAMAGE_KIND_DROPPED);
    assertThat(found.getDamage().getRevision()).isEqualTo(9);
  }

  @Test
  void findsTheEndCutOffByAHeadThatWasKept() {
    VerifyEventsRequest.Builder kept =
        VerifyEventsRequest.newBuilder().setToRevision(head).setToHash(hash);
    assertThat(verify(kept).hasDamage()).isFalse();
    world.sql("DELETE FROM ledger.event WHERE revision = " + head);
    assertThat(verify(VerifyEventsRequest.newBuilder()).hasDamage()).isFalse();
    assertThat(verify(kept).getDamage().getKind()).isEqualTo(DamageKind.DAMAGE_KIND_DROPPED);
    VerifyEventsResponse other =
        verify(VerifyEventsRequest.newBuilder().setToRevision(head - 1).setToHash(hash));
    assertThat(other.getDamage().getMessage()).contains("written anew");
  }

  @Test
  void refusesWhatIsNoRange() {
    assertThat(
            refused(() -> verify(VerifyEventsRequest.newBuilder().setFromRevision(head + 2)))
                .reason())
        .isEqualTo(Reason.REVISION_IN_FUTURE);
    assertThat(
            refused(() ->
                    verify(VerifyEventsRequest.newBuilder().setFromRevision(9).setToRevision(5)))
                .reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(refused(() -> verify(VerifyEventsRequest.newBuilder().setToHash(hash))).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
  }

  private VerifyEventsResponse verify(VerifyEventsRequest.Builder request) {
    VerifyEventsResponse last = VerifyEventsResponse.getDefaultInstance();
    var answers = world.history().verifyEvents(request.build());
    while (answers.hasNext()) {
      last = answers.next();
    }
    return last;
  }
}
