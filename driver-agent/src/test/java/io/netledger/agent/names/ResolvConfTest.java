package io.netledger.agent.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Dns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvConfTest {

  private static final ResolvConf HOST =
      ResolvConf.parse(
          List.of(
              "# comment",
              "; another",
              "domain old.example",
              "search a.example  b.example",
              "nameserver 192.0.2.53 # behind",
              "\tnameserver 2001:db8::53",
              "nameserver dns.example",
              "nameserver",
              "",
              "options timeout:1 rotate",
              "options edns0",
              "sortlist 192.0.2.0"));

  @Test
  void whatTheHostSaysIsRead() {
    assertThat(HOST.servers())
        .containsExactly(
            new InetSocketAddress("192.0.2.53", 53), new InetSocketAddress("2001:db8::53", 53));
    assertThat(HOST.search()).containsExactly("a.example", "b.example");
    assertThat(HOST.options()).containsExactly("timeout:1", "rotate", "edns0");
  }

  @Test
  void withoutServersTheHostsOwnIsAsked() {
    assertThat(ResolvConf.parse(List.of()).servers())
        .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53));
  }

  @Test
  void aSandboxAsks127_0_0_11AndHasItsHostsDomainsAndOptions() {
    assertThat(HOST.forSandbox(Dns.OF_HOST))
        .isEqualTo(
            """
            # Written by netledger; changes are lost.
            nameserver 127.0.0.11
            search a.example b.example
            options timeout:1 rotate edns0 ndots:0
            """);
  }

  @Test
  void whatItWasGivenComesFirst() {
    var given =
        new Dns(
            List.of(IpAddress.parse("198.51.100.53")), List.of("c.example"), List.of("ndots:2"));
    assertThat(HOST.forSandbox(given))
        .isEqualTo(
            """
            # Written by netledger; changes are lost.
            nameserver 127.0.0.11
            search c.example
            options ndots:2
            """);
    assertThat(HOST.forSandbox(new Dns(List.of(), List.of("."), List.of())))
        .doesNotContain("search");
  }
}
