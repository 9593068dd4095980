package io.netledger.eventstore;

import static io.netledger.eventstore.LedgerFixture.ALICE;
import static io.netledger.eventstore.LedgerFixture.assertSound;
import static io.netledger.eventstore.LedgerFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.proof.Hash;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log is written where there was none: all of it, or nothing. */
class LogImportTest {

  private static final int EVENTS = 2_500;

  private final LedgerFixture from = new LedgerFixture();
  private final LedgerFixture to = new LedgerFixture();
  private final Ledger original = from.open();
  private final Ledger copy = to.open();

  @BeforeEach
  void events() {
    original
        .streams()
        .append(
            ALICE,
            work -> {
              for (int i = 0; i < EVENTS; i++) {
                pay("account-" + i % 3, 1).accept(work);
              }
            });
  }

  @AfterEach
  void close() {
    from.close();
    to.close();
  }

  @Test
  void theCopyIsTheLogAndGrowsOn() {
    try (LogImport begun = copy.beginImport()) {
      original.log().scan(1, EVENTS, begun::add);
      assertThat(copy.log().head()).as("before the commit").isZero();
      assertThat(begun.commit()).isEqualTo(EVENTS);
    }
    assertThat(copy.log().read(1, EVENTS)).isEqualTo(original.log().read(1, EVENTS));
    assertThat(copy.proofs().root(EVENTS)).isEqualTo(original.proofs().root(EVENTS));
    copy.streams().append(ALICE, pay("account-0", 5));
    assertThat(copy.streams().state(Account.ACCOUNTS, "account-0").state())
        .isEqualTo(original.streams().state(Account.ACCOUNTS, "account-0").state() + 5);
    assertSound(copy, EVENTS + 1);
  }

  @Test
  void nothingIsThereIfAnEventIsDamaged() {
    List<Recorded> events = original.log().read(1, EVENTS);
    assertThat(refused(events, 1_200, event -> at(event, event.revision() + 1)))
        .isEqualTo("revision 1202 follows revision 1200; expected revision 1201");
    assertThat(refused(events, 1_200, _ -> events.get(1_199)))
        .isEqualTo("revision 1200 follows revision 1200; expected revision 1201");
    assertThat(refused(events, 0, event -> paid(event, 8)))
        .startsWith("revision 1 is changed: its hash is not that of its content");
    assertThat(copy.log().head()).isZero();
    copy.streams().append(ALICE, pay("account-0", 1));
    assertSound(copy, 1);
  }

  @Test
  void aLogThatIsThereStays() {
    copy.streams().append(ALICE, pay("account-0", 1));
    assertThatThrownBy(copy::beginImport)
        .isInstanceOf(LogNotEmpty.class)
        .hasMessage("the log has 1 events; expected none");
    assertSound(copy, 1);
  }

  private String refused(
      List<Recorded> events, int index, java.util.function.UnaryOperator<Recorded> damage) {
    try (LogImport begun = copy.beginImport()) {
      events.subList(0, index).forEach(begun::add);
      begun.add(damage.apply(events.get(index)));
      return "not refused";
    } catch (EventDamaged e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Recorded at(Recorded event, long revision) {
    return new Recorded(
        revision,
        event.stream(),
        event.sequence(),
        event.payload(),
        event.metadata(),
        event.previousHash(),
        event.hash());
  }

  private static Recorded paid(Recorded event, int bytes) {
    return new Recorded(
        event.revision(),
        event.stream(),
        event.sequence(),
        new Payload(event.payload().type(), new byte[bytes]),
        event.metadata(),
        Hash.NONE,
        event.hash());
  }
}
