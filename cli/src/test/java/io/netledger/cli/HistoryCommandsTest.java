package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.Stage.Outcome;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.HostPort;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.VerifyEventsRequest;
import io.netledger.proto.history.v1.WhoHadRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code netledger who-had} and {@code netledger history verify} … */
class HistoryCommandsTest {

  @RegisterExtension final Stage stage = new Stage();

  HistoryCommandsTest() throws IOException {}

  @Test
  void showsWhoHadWhat() {
    assertThat(stage.call("who-had 10.0.3.7").out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "SANDBOX NETWORK HOST FROM TO CONNECTED BY REQUEST ENDED BY",
            "web br0 h1 2026-01-01T00:00:01Z 2026-01-01T00:00:02Z unix:alice rq-1 unix:bob",
            "db br0 h1 2026-01-01T00:00:01Z unix:alice rq-1 ");
    assertThat(stage.call("who-had 10.0.3.7 --at r9 --format json").out())
        .contains("\"Reason\":\"why\"")
        .contains("\"AsOf\":{\"network-service\":9}");
  }

  @Test
  void tellsWhatIsAskedForByItsForm() {
    assertThat(asked("10.0.3.7").getAddress()).isEqualTo("10.0.3.7");
    assertThat(asked("fd00::7").getAddress()).isEqualTo("fd00::7");
    assertThat(asked("02:42:0A:00:03:07").getMacAddress()).isEqualTo("02:42:0A:00:03:07");
    assertThat(asked("h1:8080/udp").getPort())
        .isEqualTo(HostPort.newBuilder().setHost("h1").setPort(8080).setProtocol("udp").build());
    assertThat(asked("h1:80").getPort().getProtocol()).isEmpty();
    assertThat(asked("web").getName()).isEqualTo("web");
  }

  private WhoHadRequest asked(String subject) {
    stage.call("who-had " + subject);
    return stage.ledger.last(WhoHadRequest.class);
  }

  @Test
  void comparesTwoMoments() {
    assertThat(stage.call("diff --from r1 --to r2").out())
        .isEqualTo(
            """
            From r1 to r2 of network-service
            ~ network shop (abababababab)
                name: web -> shop
              r2 2026-01-01T00:00:02Z unix:alice: refused 2 (“why”)
            - host h1
            """);
    assertThat(stage.call("diff --from r1 --format json").out().lines())
        .hasSize(2)
        .first()
        .satisfies(line ->
            assertThat(line)
                .contains("\"Kind\":\"changed\"")
                .contains("{\"Field\":\"name\",\"Before\":\"web\",\"After\":\"shop\"}"));
    assertThat(stage.ledger.last(DiffRequest.class).hasTo()).isFalse();
    assertThat(stage.call("diff --to r2").exitCode()).isEqualTo(125);
  }

  @Test
  void explainsByWhatTheRequestLedTo() {
    assertThat(stage.call("explain 10.0.3.7").out())
        .startsWith("unix:alice asked for it at 2026-01-01T00:00:01Z by request rq-1:\n")
        .contains("  network-service r1: refused 1\n", "  ipam-service r2: refused 2\n");
    assertThat(stage.ledger.last(ListEventsRequest.class).getFilterList())
        .containsExactly("correlation=rq-1");
    assertThat(stage.call("explain r99"))
        .isEqualTo(new Outcome(1, "", "nothing is recorded of r99. See: netledger history\n"));
  }

  @Test
  void verifiesBothLogs() {
    assertThat(stage.call("history verify"))
        .isEqualTo(
            new Outcome(
                0,
                """
                network-service: 20000 events, each as it was written; head r20000:01ab
                ipam-service: 20000 events, each as it was written; head r20000:01ab
                """,
                """
                … network-service: 10000 of 20000 events are as they were written
                … ipam-service: 10000 of 20000 events are as they were written
                """));
    assertThat(stage.call("history verify --log ipam --from 7"))
        .extracting(Outcome::exitCode, Outcome::out)
        .containsExactly(
            1,
            "ipam-service: revision 10001 is missing; everything before it from r7 on is as it was"
                + " written\n");
  }

  @Test
  void verifiesUpToAHeadThatWasKept() {
    String hash = "5f".repeat(32);
    stage.call("history verify --log network --head r1234:" + hash);
    VerifyEventsRequest asked = stage.ledger.last(VerifyEventsRequest.class);
    assertThat(asked.getToRevision()).isEqualTo(1234);
    assertThat(asked.getToHash().size()).isEqualTo(32);
    assertThat(stage.call("history verify --head r1:" + hash).exitCode()).isEqualTo(125);
    assertThat(stage.call("history verify --log ipam --head 1234").exitCode()).isEqualTo(125);
    assertThat(stage.call("history verify --log other").exitCode()).isEqualTo(125);
  }
}
