package io.netledger.agent.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A netlink socket, with a test in the kernel's place … */
class NetlinkSocketTest {

  private static final int ACK = 4;
  private static final int DONE = 3;
  private static final int MULTI = 2;
  private static final int INTERRUPTED = 0x10;

  @Test
  void asksForTheAcknowledgementOfTheLastMessageOnly() {
    var kernel = ScriptedKernel.agreeing();
    new NetlinkSocket(kernel).perform(List.of(request("a"), request("b"), request("c")));
    assertThat(kernel.asked()).extracting(it -> it.flags() & ACK).containsExactly(0, 0, ACK);
    assertThat(kernel.asked()).extracting(Message::sequence).containsExactly(1, 2, 3);
  }

  @Test
  void namesWhatWasRefusedInTheKernelsWords() {
    var kernel =
        new ScriptedKernel((sent, it) -> {
          it.error(sent.get(1), Libc.EEXIST, "already here");
          it.error(sent.get(2), 0);
        });
    var socket = new NetlinkSocket(kernel);
    NetlinkError error =
        catchThrowableOfType(
            NetlinkError.class,
            () -> socket.perform(List.of(request("add a"), request("add b"), request("add c"))));
    assertThat(error).hasMessage("add b: File exists (errno 17): already here");
    assertThat(error.isExist()).isTrue();
    assertThat(error.isNotFound()).isFalse();
  }

  @Test
  void reportsEveryRefusalInOrder() {
    var kernel =
        new ScriptedKernel((sent, it) -> {
          it.error(sent.get(0), Libc.ENODEV);
          it.error(sent.get(2), Libc.EINVAL);
        });
    List<NetlinkError> errors =
        new NetlinkSocket(kernel).attempt(List.of(request("a"), request("b"), request("c")));
    assertThat(errors).extracting(NetlinkError::operation).containsExactly("a", "c");
    assertThat(errors.getFirst().isNotFound()).isTrue();
  }

  @Test
  void ignoresAnswersToOthers() {
    var kernel =
        new ScriptedKernel((sent, it) -> {
          Message mine = sent.getFirst();
          var older = new Message(mine.type(), 0, mine.sequence() - 1, 0, mine.payload());
          it.error(older, Libc.EPERM);
          it.answer(
              new MessageWriter()
                  .message(
                      2, 0, mine.sequence(), ScriptedKernel.PORT + 1, w -> w.put32(-Libc.EPERM)));
          it.error(mine, 0);
        });
    assertThat(new NetlinkSocket(kernel).attempt(List.of(request("a")))).isEmpty();
  }

  @Test
  void readsAListAgainThatChangedMeanwhile() {
    var rounds = new AtomicInteger();
    var kernel =
        new ScriptedKernel((sent, it) -> {
          int changed = rounds.incrementAndGet() == 1 ? INTERRUPTED : 0;
          part(it, sent.getFirst(), changed, 1);
          part(it, sent.getFirst(), 0, 2);
          done(it, sent.getFirst());
        });
    assertThat(new NetlinkSocket(kernel).dump(request("list")))
        .extracting(it -> it.payload().getInt(0))
        .containsExactly(1, 2);
    assertThat(rounds).hasValue(2);
  }

  @Test
  void readsAListAgainOfWhichPartsWereLost() {
    var rounds = new AtomicInteger();
    var kernel =
        new ScriptedKernel((sent, it) -> {
          if (rounds.incrementAndGet() == 1) {
            it.lose();
          } else {
            part(it, sent.getFirst(), 0, 1);
          }
          part(it, sent.getFirst(), 0, 2);
          done(it, sent.getFirst());
        });
    assertThat(new NetlinkSocket(kernel).dump(request("list"))).hasSize(2);
  }

  @Test
  void givesUpOnAListThatNeverComesToRest() {
    var kernel =
        new ScriptedKernel((sent, it) -> {
          part(it, sent.getFirst(), INTERRUPTED, 1);
          done(it, sent.getFirst());
        });
    var socket = new NetlinkSocket(kernel);
    assertThatThrownBy(() -> socket.dump(request("list"))).hasMessageContaining("changed while");
  }

  @Test
  void saysThatTheAnswersWereLost() {
    var socket = new NetlinkSocket(new ScriptedKernel((sent, it) -> it.lose()));
    NetlinkError error =
        catchThrowableOfType(NetlinkError.class, () -> socket.perform(List.of(request("add a"))));
    assertThat(error.errno()).isEqualTo(Libc.ENOBUFS);
    assertThat(error).hasMessageStartingWith("add a: receive");
  }

  @Test
  void sendsLargeBatchesInPieces() {
    var sends = new AtomicInteger();
    var kernel =
        new ScriptedKernel((sent, it) -> {
          sends.incrementAndGet();
          assertThat(sent.stream().filter(m -> (m.flags() & ACK) != 0)).hasSize(1);
          it.error(sent.getLast(), 0);
        });
    var large = new Request("large", 16, 0, it -> it.bytes(1, new byte[10_000]));
    new NetlinkSocket(kernel).perform(Collections.nCopies(20, large));
    assertThat(sends.get()).isBetween(3, 5);
    assertThat(kernel.asked()).hasSize(20);
  }

  @Test
  void endsATransactionThatIsRefusedAsAWhole() {
    var kernel = new ScriptedKernel((sent, it) -> it.error(sent.getFirst(), Libc.EPERM));
    var socket = new NetlinkSocket(kernel);
    assertThatThrownBy(
            () -> socket.transact(request("begin"), List.of(request("a")), request("end")))
        .hasMessageStartingWith("begin: Operation not permitted");
  }

  @Test
  void acknowledgesATransactionByItsLastChange() {
    var kernel = ScriptedKernel.agreeing();
    new NetlinkSocket(kernel)
        .transact(request("begin"), List.of(request("a"), request("b")), request("end"));
    assertThat(kernel.asked()).extracting(it -> it.flags() & ACK).containsExactly(0, 0, ACK, 0);
  }

  private static Request request(String operation) {
    return new Request(operation, 16, 0, writer -> writer.put32(7));
  }

  private static void part(ScriptedKernel kernel, Message request, int flags, int value) {
    kernel.answer(
        new MessageWriter()
            .message(
                16, MULTI | flags, request.sequence(), ScriptedKernel.PORT, it -> it.put32(value)));
  }

  private static void done(ScriptedKernel kernel, Message request) {
    kernel.answer(
        new MessageWriter()
            .message(DONE, MULTI, request.sequence(), ScriptedKernel.PORT, it -> it.put32(0)));
  }
}
