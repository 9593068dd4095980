package io.netledger.cli.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netledger.cli.session.Failure;
import io.netledger.proto.network.v1.PublishedPort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80                          | :0>80 TCP",
        "8080:80                     | :8080>80 TCP",
        "8080:80/udp                 | :8080>80 UDP",
        "127.0.0.1:8080:80/SCTP      | 127.0.0.1:8080>80 SCTP",
        "127.0.0.1::80               | 127.0.0.1:0>80 TCP",
        "[::1]:8080:80               | ::1:8080>80 TCP",
        "8000-8002:80-82             | :8000>80 TCP, :8001>81 TCP, :8002>82 TCP",
        "192.0.2.1:8000-8001:80-81   | 192.0.2.1:8000>80 TCP, 192.0.2.1:8001>81 TCP",
        "80-81                       | :0>80 TCP, :0>81 TCP",
        ":80                         | :0>80 TCP",
      })
  void readsDockersNotation(String word, String ports) {
    assertThat(
            String.join(
                ", ", Publications.of(List.of(word)).stream().map(PublicationsTest::text).toList()))
        .isEqualTo(ports);
  }

  private static String text(PublishedPort port) {
    return "%s:%d>%d %s"
        .formatted(
            port.getHostIp(),
            port.getHostPort(),
            port.getPort(),
            port.getProtocol().name().replace("PORT_PROTOCOL_", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''               | no port specified: <empty>",
        "8080:            | no port specified: 8080:<empty>",
        "x                | invalid containerPort: x",
        "0                | invalid containerPort: 0",
        "65536            | invalid containerPort: 65536",
        "80-              | invalid containerPort: 80-",
        "82-80            | invalid containerPort: 82-80",
        "y:80             | invalid hostPort: y",
        "8000-8002:80-81  | invalid ranges specified for container and host Ports: 80-81 and 8000-8002",
        "80/quic          | invalid proto: quic",
        "80/              | invalid proto: ",
        "2001:db8::1:80:80 | invalid IP address: 2001:db8::1",
      })
  void refusesOtherWords(String word, String complaint) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> Publications.of(List.of(word)))
        .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(125))
        .satisfies(failure -> assertThat(failure.text()).startsWith(complaint.stripTrailing()));
  }

  @Test
  void showsNeighboursTogether() {
    var ports = Publications.of(List.of("0.0.0.0:8000-8002:80-82", "[::]:53:53/udp"));
    assertThat(PortShape.line(ports)).isEqualTo("0.0.0.0:8000-8002->80-82/tcp, [::]:53->53/udp");
    assertThat(PortShape.line(Publications.of(List.of("80-81")))).isEqualTo("80-81/tcp");
    assertThat(PortShape.line(List.of())).isEmpty();
  }
}
