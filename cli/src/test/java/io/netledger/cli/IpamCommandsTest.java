package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.Stage.Outcome;
import io.netledger.proto.ipam.v1.ReserveAddressRequest;
import io.netledger.proto.ipam.v1.UnreserveAddressRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code netledger ipam} … */
class IpamCommandsTest {

  private static final String POOL = "ab".repeat(32);

  @RegisterExtension final Stage stage = new Stage();

  IpamCommandsTest() throws IOException {}

  @Test
  void listsHowMuchIsUsed() {
    assertThat(stage.call("ipam ls").out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "POOL ID NETWORK SUBNET RANGE SIZE HELD RESERVED FREE USED",
            "abababababab 192.168.0.0/16 192.168.0.0/16 65536 1 1 65532 <0.1%");
    assertThat(stage.call("ipam ls -q").out()).isEqualTo("abababababab\n");
  }

  @Test
  void inspectsByTheNetworksName() {
    Outcome seen =
        stage.call(
            "",
            "ipam",
            "inspect",
            "-f",
            "{{.Network}} {{.Use.Size}} {{range .Leases}}{{.Address}}{{end}}"
                + " {{range .Reservations}}{{.Address}} for {{.Sandbox}}: {{.Reason}}{{end}}",
            "bridge");
    assertThat(seen)
        .isEqualTo(
            new Outcome(0, "bridge 65536 192.168.0.2/16 192.168.0.7 for db: ticket 4711\n", ""));
    assertThat(stage.call("ipam inspect ababab").out()).contains("\"Used\": \"<0.1%\"");
    assertThat(stage.call("ipam inspect nope"))
        .isEqualTo(
            new Outcome(
                1, "[]\n", "no network and no pool is named nope. See: netledger ipam ls\n"));
  }

  @Test
  void reservesInThePoolThatHasTheAddress() {
    assertThat(stage.call("ipam reserve --for db --reason why bridge 192.168.0.7"))
        .isEqualTo(new Outcome(0, "", ""));
    var asked = stage.ledger.last(ReserveAddressRequest.class);
    assertThat(asked.getPoolId()).isEqualTo(POOL);
    assertThat(asked.getAddress()).isEqualTo("192.168.0.7");
    assertThat(asked.getSandbox()).isEqualTo("db");
    assertThat(asked.getReason()).isEqualTo("why");
    assertThat(stage.call("ipam reserve bridge 10.0.0.7").err())
        .isEqualTo(
            "Error response from daemon: Invalid address 10.0.0.7: it is not in 192.168.0.0/16\n");
    assertThat(stage.call("ipam reserve bridge nowhere").exitCode()).isNotZero();
  }

  @Test
  void unreserves() {
    assertThat(stage.call("ipam unreserve --dry-run bridge 192.168.0.7"))
        .isEqualTo(new Outcome(0, "192.168.0.7 would be reserved no more\n", ""));
    assertThat(stage.ledger.last(UnreserveAddressRequest.class).getValidateOnly()).isTrue();
  }
}
