package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.netledger.cli.Stage.Outcome;
import io.netledger.cli.session.MomentWord;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --at} … */
class PastTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @RegisterExtension final Stage stage = new Stage();

  PastTest() throws IOException {}

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T14:05,          2026-11-20T14:05:00Z",
    "2026-11-20T14:05Z,         2026-11-20T14:05:00Z",
    "2026-11-20 14:05:06.5,     2026-11-20T14:05:06.500Z",
    "2026-11-20T14:05:00+02:00, 2026-11-20T12:05:00Z",
    "2026-11-20T14:05-05:00,    2026-11-20T19:05:00Z",
    "2026-11-20,                2026-11-20T00:00:00Z",
    "5m,                        2026-11-24T11:55:00Z",
    "250ms,                     2026-11-24T11:59:59.750Z",
    "90s,                       2026-11-24T11:58:30Z",
    "3h,                        2026-11-24T09:00:00Z",
    "2d,                        2026-11-22T12:00:00Z"
  })
  void isATime(String word, Instant expected) {
    assertThat(MomentWord.parse("--at", word, NOW))
        .isEqualTo(
            AsOf.newBuilder()
                .setTime(
                    Timestamp.newBuilder()
                        .setSeconds(expected.getEpochSecond())
                        .setNanos(expected.getNano()))
                .build());
  }

  @Test
  void isARevision() {
    assertThat(MomentWord.parse("--at", "r1234", NOW))
        .isEqualTo(AsOf.newBuilder().setRevision(1234).build());
    assertThat(MomentWord.parse("--at", "r0", NOW).hasRevision()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "1234",
        "r",
        "r-1",
        "r9999999999999999999",
        "5y",
        "2026-13-01",
        "14:05"
      })
  void isNothingElse(String word) {
    assertThat(stage.call("network ls --at " + word))
        .isEqualTo(
            new Outcome(
                125,
                "",
                "invalid argument \"%s\" for \"--at\" flag: expected a revision such as r1234, a time such as"
                        .formatted(word)
                    + " 2026-11-20T14:05, or how long ago, such as 5m\n"));
  }

  @Test
  void isAskedForOnEachPageAndSaidAboveTheTable() {
    Outcome list = stage.call("network ls --at r42");
    assertThat(list.out()).startsWith("As of r42 of network-service\nNETWORK ID ");
    assertThat(stage.ledger.last(ListNetworksRequest.class))
        .isEqualTo(
            ListNetworksRequest.newBuilder()
                .setPageSize(1000)
                .setAsOf(AsOf.newBuilder().setRevision(42))
                .build());
    assertThat(stage.call("network ls -q --at r42").out()).doesNotContain("As of");
    assertThat(stage.call("network ls --at 2026-11-20T14:05 --format json").out())
        .contains("\"AsOf\":{\"network-service\":42,\"time\":\"2026-11-20T14:05:00Z\"}");
    assertThat(stage.call("network ls").out()).startsWith("NETWORK ID ");
  }

  @Test
  void isSaidInWhatIsInspected() {
    assertThat(stage.call("network inspect --at r41 bridge").out())
        .contains("\"AsOf\": {\n            \"network-service\": 41\n        }");
    assertThat(stage.ledger.last(GetNetworkRequest.class).getAsOf().getRevision()).isEqualTo(41);
    assertThat(stage.call("network inspect bridge").out()).doesNotContain("AsOf");
    assertThat(stage.call("host inspect --at 1m h1").out())
        .doesNotContain("Connected")
        .contains("\"Capabilities\"");
    assertThat(stage.call("host ls --at 1m").out().lines().skip(2))
        .singleElement()
        .satisfies(line -> assertThat(line).doesNotContain("connected").doesNotContain("7/8"));
  }

  @Test
  void joinsTwoLogsByTime() {
    assertThat(stage.call("ipam ls --at r2").out())
        .startsWith("As of r7 of ipam-service and r42 of network-service\n");
    assertThat(stage.ledger.last(ListPoolsRequest.class).getAsOf().getRevision()).isEqualTo(2);
    assertThat(stage.ledger.last(ListNetworksRequest.class).getAsOf().getTime())
        .as("the time of the event of ipam-service")
        .isEqualTo(Timestamp.newBuilder().setSeconds(1_767_225_601).build());
  }
}
