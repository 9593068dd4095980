package io.netledger.network.port;

import static io.netledger.network.Story.given;

import io.netledger.address.IpAddress;
import io.netledger.network.port.PortCommand.ClaimPorts;
import io.netledger.network.port.PortCommand.FreePorts;
import io.netledger.network.port.PortEvent.PortsClaimed;
import io.netledger.network.port.PortEvent.PortsFreed;
import io.netledger.refusal.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortDeciderTest {

  private static final PortDecider PORTS = new PortDecider();
  private static final PortsClaimed WEB = claimed("web", 0, port("0.0.0.0", 8080));

  private static PortWish wish(int hostPort, String... hostIps) {
    return new PortWish(
        Arrays.stream(hostIps).map(IpAddress::parse).toList(), hostPort, 80, Protocol.TCP);
  }

  private static ClaimPorts claim(String endpoint, PortWish... wishes) {
    return new ClaimPorts(endpoint, List.of(wishes), Map.of("web", "sandbox web on network br0"));
  }

  private static PublishedPort port(String hostIp, int hostPort) {
    return new PublishedPort(Optional.of(IpAddress.parse(hostIp)), hostPort, 80, Protocol.TCP);
  }

  private static PortsClaimed claimed(String endpoint, int chosen, PublishedPort... ports) {
    return new PortsClaimed(endpoint, List.of(ports), chosen);
  }

  @Test
  void givesAPortToOneEndpointOnly() {
    given(PORTS).when(claim("web", wish(8080, "0.0.0.0"))).then(WEB);
    given(PORTS, WEB).when(claim("web", wish(8080, "0.0.0.0"))).thenNothing();
    given(PORTS, WEB)
        .when(claim("web", wish(8081, "0.0.0.0")))
        .thenRejected(Reason.PORT_IN_USE, "8080", "8081");
    given(PORTS, WEB)
        .when(claim("db", wish(8080, "0.0.0.0")))
        .thenRejected(
            Reason.PORT_IN_USE,
            "port 0.0.0.0:8080/tcp is already allocated to sandbox web on network br0");
  }

  @Test
  void knowsThatAllAddressesAreEveryAddressOfTheFamily() {
    given(PORTS, WEB)
        .when(claim("db", wish(8080, "192.0.2.1")))
        .thenRejected(Reason.PORT_IN_USE, "192.0.2.1:8080");
    PortsClaimed one = claimed("web", 0, port("192.0.2.1", 8080));
    given(PORTS, one)
        .when(claim("db", wish(8080, "0.0.0.0")))
        .thenRejected(Reason.PORT_IN_USE, "0.0.0.0:8080");
    given(PORTS, one)
        .when(claim("db", wish(8080, "192.0.2.2")))
        .then(claimed("db", 0, port("192.0.2.2", 8080)));
    given(PORTS, WEB).when(claim("db", wish(8080, "::"))).then(claimed("db", 0, port("::", 8080)));
    given(PORTS, claimed("web", 0, port("2001:db8::1", 8080)))
        .when(claim("db", wish(8080, "::")))
        .thenRejected(Reason.PORT_IN_USE, "[::]:8080");
  }

  @Test
  void keepsProtocolsApart() {
    PortWish udp = new PortWish(List.of(IpAddress.parse("0.0.0.0")), 8080, 53, Protocol.UDP);
    given(PORTS, WEB)
        .when(claim("dns", udp))
        .then(
            claimed(
                "dns",
                0,
                new PublishedPort(
                    Optional.of(IpAddress.parse("0.0.0.0")), 8080, 53, Protocol.UDP)));
  }

  @Test
  void refusesWhatIsAskedForTwice() {
    given(PORTS)
        .when(claim("web", wish(80, "0.0.0.0"), wish(80, "127.0.0.1")))
        .thenRejected(Reason.PORT_IN_USE, "127.0.0.1:80/tcp is to be published twice");
  }

  @Test
  void choosesTheNextNumberAndTheSameAtEachAddress() {
    given(PORTS)
        .when(claim("web", wish(0, "0.0.0.0", "::"), wish(0, "0.0.0.0")))
        .then(
            claimed(
                "web",
                49_154,
                port("0.0.0.0", 49_153),
                port("::", 49_153),
                port("0.0.0.0", 49_154)));
    PortsClaimed chosen = claimed("web", 49_153, port("0.0.0.0", 49_153));
    given(PORTS, chosen).when(claim("web", wish(0, "0.0.0.0"))).thenNothing();
    given(PORTS, chosen, new PortsFreed("web"))
        .when(claim("db", wish(0, "0.0.0.0")))
        .then(claimed("db", 49_154, port("0.0.0.0", 49_154)));
  }

  @Test
  void passesOverWhatIsTakenAndBeginsAgainAtTheEnd() {
    given(
            PORTS,
            claimed("a", 65_534, port("0.0.0.0", 65_534)),
            claimed("b", 0, port("192.0.2.1", 65_535), port("0.0.0.0", 49_153)))
        .when(claim("c", wish(0, "0.0.0.0"), wish(0, "192.0.2.2")))
        .then(claimed("c", 49_155, port("0.0.0.0", 49_154), port("192.0.2.2", 49_155)));
  }

  @Test
  void saysWhenNoNumberIsLeft() {
    PublishedPort[] all = new PublishedPort[PortDecider.LAST - PortDecider.FIRST + 1];
    Arrays.setAll(all, i -> port("0.0.0.0", PortDecider.FIRST + i));
    given(PORTS, claimed("web", 0, all))
        .when(claim("db", wish(0, "0.0.0.0")))
        .thenRejected(Reason.PORTS_EXHAUSTED, "49153 to 65535");
  }

  @Test
  void freesAllPortsOfAnEndpoint() {
    given(PORTS, WEB).when(new FreePorts("web")).then(new PortsFreed("web"));
    given(PORTS, WEB, new PortsFreed("web")).when(new FreePorts("web")).thenNothing();
    given(PORTS, WEB, new PortsFreed("web"))
        .when(claim("db", wish(8080, "0.0.0.0")))
        .then(claimed("db", 0, port("0.0.0.0", 8080)));
  }
}
