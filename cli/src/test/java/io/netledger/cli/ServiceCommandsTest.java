package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.proto.network.v1.Balancing;
import io.netledger.proto.network.v1.CreateServiceRequest;
import io.netledger.proto.network.v1.PortProtocol;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code netledger service …}. */
class ServiceCommandsTest {

  private static final String CREATE = "service create --network shop --selector app=web ";

  @RegisterExtension final Stage stage = new Stage();

  ServiceCommandsTest() throws IOException {}

  @Test
  void aServiceIsMadeShownAndRemoved() {
    assertThat(ok(CREATE + "--port 80:8080 --port 53/udp --balancing source-hash web"))
        .isEqualTo("5e".repeat(32) + "\n");
    CreateServiceRequest asked = stage.services.asked.getFirst();
    assertThat(asked.getNetwork()).isEqualTo("shop");
    assertThat(asked.getSelectorMap()).isEqualTo(Map.of("app", "web"));
    assertThat(asked.getBalancing()).isEqualTo(Balancing.BALANCING_SOURCE_HASH);
    assertThat(asked.getPorts(0).getTargetPort()).isEqualTo(8080);
    assertThat(asked.getPorts(1).getProtocol()).isEqualTo(PortProtocol.PORT_PROTOCOL_UDP);

    assertThat(ok("service ls"))
        .startsWith("SERVICE ID")
        .contains("5e5e5e5e5e5e", "web", "10.1.0.9", "80:8080/tcp,53/udp", "source-hash");
    assertThat(ok("service inspect -f {{.Name}}:{{range.Backends}}{{.Sandbox}}{{end}} web"))
        .isEqualTo("web:web1\n");
    assertThat(ok("service rm web")).isEqualTo("web\n");
    assertThat(stage.call("service rm web").err())
        .contains("service web not found")
        .contains("netledger service ls");
  }

  @Test
  void portsOfHostsArePublished() {
    assertThat(ok(CREATE + "--port 80:8080 --port 53/udp --publish 8000:80 web")).isNotEmpty();
    assertThat(stage.services.asked.getFirst().getPorts(0).getHostPort()).isEqualTo(8000);
    assertThat(ok("service ls --format {{.Ports}}")).isEqualTo("8000->80:8080/tcp,53/udp\n");
    assertThat(stage.call(CREATE + "--port 80 --publish 8000:81 x").err())
        .contains("--publish 8000:81 speaks of no --port of the service");
    assertThat(stage.call(CREATE + "--port 80 --publish 80 x").err())
        .contains("invalid publication: 80; expected HOSTPORT:PORT[/tcp|udp|sctp]");
  }

  @Test
  void aDryRunTellsWhatWouldBe() {
    assertThat(ok(CREATE + "--port 80 --dry-run web"))
        .isEqualTo("service web would be made on network shop: 80/tcp\n");
    assertThat(ok("service ls -q")).isEmpty();
  }

  @Test
  void wrongWordsAreRefused() {
    assertThat(stage.call(CREATE + "--port http web").err())
        .contains("invalid port: http; expected PORT[:TARGET][/tcp|udp|sctp]");
    assertThat(stage.call(CREATE + "--port 80 --balancing best web").err())
        .contains("invalid balancing: best");
    assertThat(stage.call("service create web").err()).contains("--network");
  }

  private String ok(String words) {
    Stage.Outcome outcome = stage.call(words);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out();
  }
}
