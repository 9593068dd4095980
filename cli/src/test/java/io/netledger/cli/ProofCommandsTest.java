package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.Stage.Outcome;
import io.netledger.proto.history.v1.ImportEventsRequest;
import io.netledger.proto.history.v1.StoredEvent;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code netledger history checkpoint}, {@code prove}, {@code export}, {@code import} … */
class ProofCommandsTest {

  @RegisterExtension final Stage stage = new Stage();

  ProofCommandsTest() throws IOException {}

  private Path file(String name, String content) throws IOException {
    return Files.writeString(stage.data().resolve(name), content);
  }

  @Test
  void whatWasKeptIsCompared() throws IOException {
    Path kept = file("checkpoint", stage.call("history checkpoint").out());
    assertThat(Files.readString(kept))
        .startsWith("netledger/network-service\n7\n")
        .contains("\n\n— netledger/network-service ", "\nnetledger/ipam-service\n4\n");
    Path keys = file("keys", stage.call("history checkpoint --show-key").out());

    assertThat(stage.call("history verify --checkpoint " + kept + " --signed-by " + keys).out())
        .contains("as the checkpoint of r7 has them", "as the checkpoint of r4 has them");
    assertThat(stage.ledger.last(VerifyEventsRequest.class).getCheckpointSize()).isEqualTo(4);

    Path other = file("other", new FakeLog("network-service", 1).key().toString());
    assertThat(stage.call("history verify --checkpoint " + kept + " --signed-by " + other))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "the checkpoint of netledger/network-service is not signed by the key that was"
                    + " given\n"));
  }

  @Test
  void provesAnEventAndABeginning() throws IOException {
    assertThat(stage.call("history prove r3").out())
        .startsWith(
            "network-service: r3 is in the log of the checkpoint of r7, signed by netledger/");
    assertThat(stage.call("history prove --log ipam r4").exitCode()).isZero();
    Path kept = file("checkpoint", stage.call("history checkpoint --size 3").out());
    assertThat(stage.call("history prove --checkpoint " + kept).out().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("begins with that of the checkpoint of r3"));
    assertThat(stage.call("history prove r5 --checkpoint " + kept).exitCode())
        .as("it came later")
        .isEqualTo(1);

    // what somebody else's service has signed with the same key is another log
    Path forged = file("forged", new FakeLog("network-service", 7).checkpoint(3).getNote());
    assertThat(stage.call("history prove --checkpoint " + forged).exitCode()).isEqualTo(1);
    assertThat(stage.call("history prove").exitCode()).isEqualTo(125);
    assertThat(stage.call("history prove 7").exitCode()).isEqualTo(125);
  }

  @Test
  void anExportIsCheckedWithoutAService() throws IOException {
    Path export = export();
    Path keys = file("keys", stage.call("history checkpoint --show-key").out());
    assertThat(Files.readAllLines(export)).hasSize(1 + 7 + 4);
    assertThat(Files.readAllLines(export).get(2))
        .startsWith("{\"specversion\":\"1.0\",\"id\":\"r2\",\"source\":\"network-service\"")
        .contains(
            "\"subject\":\"request/r/2\"",
            "\"time\":\"2026-01-01T00:00:00.000003Z\"",
            "\"sequence\":\"0000000000000000002\"",
            "\"authtype\":\"user\",\"authid\":\"unix:alice\"",
            "\"reason\":\"because “x” <&>\\n\"");
    stage.variables.put("NETLEDGER_DATA", "/nonexistent");
    assertThat(stage.call("history verify --signed-by " + keys + " " + export).out())
        .contains(
            "network-service: 7 events, r1 to r7; head r7:",
            "each as it was written; signed by netledger/ipam-service+");
    assertThat(stage.call("history verify " + export).out()).contains("was not looked at");
    Path other = file("other", new FakeLog("network-service", 1).key().toString());
    assertThat(stage.call("history verify --signed-by " + other + " " + export).exitCode())
        .isEqualTo(1);
  }

  private Path export() {
    Path export = stage.data().resolve("ledger.jsonl");
    assertThat(stage.call("history export --file " + export).exitCode()).isZero();
    return export;
  }

  @Test
  void aDamagedLineIsNamedAndNothingIsImported() throws IOException {
    Path export = export();
    assertDamaged(export, 5, lines -> lines.set(4, lines.get(4).replace("alice", "mallory")));
    assertDamaged(export, 5, lines -> lines.set(4, lines.get(4).substring(0, 40)));
    assertDamaged(export, 6, lines -> lines.add(5, lines.get(4)));
    assertDamaged(export, 5, lines -> lines.remove(4));
    assertDamaged(export, 4, lines -> Collections.swap(lines, 3, 4));
    assertDamaged(export, 12, lines -> lines.remove(11));
    assertDamaged(export, 13, lines -> lines.add(lines.get(11)));
    assertDamaged(export, 1, lines -> lines.remove(0));
    assertDamaged(
        export, 1, lines -> lines.set(0, lines.get(0).replace("\"root\":\"", "\"root\":\"0")));
    assertThat(stage.ledger.requests).noneMatch(ImportEventsRequest.class::isInstance);
  }

  private void assertDamaged(Path export, int line, Consumer<List<String>> damage)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(export));
    damage.accept(lines);
    Path damaged = file("damaged.jsonl", String.join("\n", lines) + "\n");
    for (String command : List.of("history verify ", "history import ")) {
      assertThat(stage.call(command + damaged))
          .extracting(Outcome::exitCode, Outcome::err)
          .satisfies(outcome -> {
            assertThat(outcome.getFirst()).isEqualTo(1);
            assertThat(outcome.getLast().toString()).contains("line " + line + ": ");
          });
    }
  }

  @Test
  void importsIntoASystemWithoutEvents() {
    Path export = export();
    assertThat(stage.call("history import " + export))
        .extracting(Outcome::exitCode, Outcome::err)
        .satisfies(outcome -> {
          assertThat(outcome.getFirst()).isEqualTo(1);
          assertThat(outcome.getLast().toString()).contains("has 2 events; expected none");
        });
    stage.networkHistory.empty();
    stage.ipamHistory.empty();
    assertThat(stage.call("history import " + export).out().lines())
        .hasSize(2)
        .first()
        .satisfies(line -> assertThat(line).startsWith("ipam-service: 4 events; head r4:"));
    List<StoredEvent> sent = stage.ledger.last(ImportEventsRequest.class).getEventsList();
    assertThat(sent).isEqualTo(stage.networkLog.events());
  }

  @Test
  void showsADigest() {
    assertThat(stage.call("history digest").out())
        .isEqualTo(
            """
            network-service r9: 01ab (host 1, network 3)
            ipam-service r9: 01ab (host 1, network 3)
            """);
    assertThat(stage.call("history digest --log ipam --at r9").exitCode()).isZero();
    assertThat(stage.call("history digest --at r9").exitCode()).isEqualTo(125);
  }
}
