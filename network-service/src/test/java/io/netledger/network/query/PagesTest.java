package io.netledger.network.query;

import static io.netledger.network.Things.id;
import static io.netledger.network.Things.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netledger.network.TestLedger;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.view.NetworkRow;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of a list, while what is listed changes. */
class PagesTest {

  private final TestLedger ledger = new TestLedger();
  private final NetworkQueries networks = new NetworkQueries(ledger.reads());

  @BeforeEach
  void makeNetworks() {
    IntStream.range(0, 25).forEach(this::make);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void showWhatWasSoWhenTheFirstWasAsked() {
    Listed<NetworkRow> page = list("", 10);
    long revision = page.revision();
    List<String> names = new ArrayList<>(names(page));
    for (int change = 0; !page.nextToken().isEmpty(); change++) {
      remove(change);
      remove(15 + change);
      make(100 + change);
      page = list(page.nextToken(), 10);
      assertThat(page.revision()).isEqualTo(revision);
      names.addAll(names(page));
    }
    assertThat(names).isEqualTo(IntStream.range(0, 25).mapToObj(number -> "net" + number).toList());
    assertThat(list("", 1000).rows()).hasSize(25 - 4 + 2);
  }

  @Test
  void endWhereTheLastIsFull() {
    assertThat(list("", 25).nextToken()).isEmpty();
    assertThat(list("", 24).nextToken()).isNotEmpty();
  }

  @Test
  void haveTokensThatAreNoOneElses() {
    String token = list("", 10).nextToken();
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    bytes[7]++;
    refused(() -> list(Base64.getUrlEncoder().encodeToString(bytes), 10));
    refused(() -> list("nonsense!", 10));
    refused(() -> list(token.substring(1), 10));
    refused(() -> networks.list(new PageRequest(List.of("name=net"), 10, token, Optional.empty())));
    refused(() ->
        new SandboxQueries(ledger.reads())
            .list(new PageRequest(List.of(), 10, token, Optional.empty())));
    assertThat(list(token, 5).rows()).hasSize(5);
  }

  private Listed<NetworkRow> list(String token, int size) {
    return networks.list(new PageRequest(List.of(), size, token, Optional.empty()));
  }

  private static List<String> names(Listed<NetworkRow> page) {
    return page.rows().stream().map(NetworkRow::name).toList();
  }

  private void make(int number) {
    ledger.append(network(idOf(number), "net" + number, "10.0.0.0/8"));
  }

  private void remove(int number) {
    ledger.append(work -> {
      NetworkRules.remove(work, idOf(number), false);
      NetworkRules.removed(work, idOf(number));
    });
  }

  private static String idOf(int number) {
    return id("%06x".formatted(number + 1));
  }

  private static void refused(Runnable call) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(call::run)
        .satisfies(
            rejection -> assertThat(rejection.reason()).isEqualTo(Reason.PAGE_TOKEN_INVALID));
  }
}
