package io.netledger.agent.sync;

import static io.netledger.agent.sync.DnsClient.addresses;
import static io.netledger.agent.sync.DnsClient.query;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.network;
import static io.netledger.agent.sync.Words.sandbox;
import static io.netledger.agent.sync.Words.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.proto.agent.v1.DnsSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Names that no network knows, asked on at name servers of the test's own. */
@Timeout(60)
class ForwardingTest {

  @RegisterExtension final TestHost host = new TestHost();

  private TestAgent agent;
  private DnsClient red;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent(host);
    red = new DnsClient(host.sandboxes().resolve(RED.id()));
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
  }

  @Test
  void theHostsServersAreAskedAlsoOnItsLoopback() throws IOException {
    hostAsks("127.0.0.53");
    agent.service().say(snapshot(7));

    try (var server = new DnsServer(host.namespace(), "127.0.0.53")) {
      assertThat(addresses(red.ask("www.example.org"))).containsExactly("203.0.113.1");
      assertThat(addresses(red.byTcp(query("www.example.org")))).containsExactly("203.0.113.1");
      assertThat(red.ask("gone.example.org").getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(server.asked())
          .containsExactly("udp www.example.org.", "tcp www.example.org.", "udp gone.example.org.");
    }
  }

  @Test
  void aServerMayHaveAnIpv6Address() throws IOException {
    hostAsks("::1");
    agent.service().say(snapshot(7));

    try (var _ = new DnsServer(host.namespace(), "::1")) {
      assertThat(addresses(red.ask("www.example.org"))).containsExactly("203.0.113.1");
      assertThat(addresses(red.byTcp(query("www.example.org")))).containsExactly("203.0.113.1");
    }
  }

  @Test
  void theNextServerIsAskedWhenOneIsNotThereOrFailsOrKeepsSilent() throws IOException {
    hostAsks("127.0.0.2", "127.0.0.3", "127.0.0.4");
    agent.service().say(snapshot(7));

    try (var second = new DnsServer(host.namespace(), "127.0.0.3");
        var third = new DnsServer(host.namespace(), "127.0.0.4")) {
      assertThat(addresses(red.ask("www.example.org"))).containsExactly("203.0.113.1");
      assertThat(second.asked()).hasSize(1);
      assertThat(third.asked()).isEmpty();

      assertThat(red.ask("fail.example.org").getRcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(third.asked()).containsExactly("udp fail.example.org.");

      long began = System.nanoTime();
      assertThat(red.ask("drop.example.org").getRcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(2_900), Duration.ofMillis(4_900));
      assertThat(third.asked()).contains("udp drop.example.org.");
    }
  }

  @Test
  void aLongAnswerIsFetchedByTcpAndCutToWhatTheAskerTakes() throws IOException {
    hostAsks("127.0.0.53");
    agent.service().say(snapshot(7));

    try (var server = new DnsServer(host.namespace(), "127.0.0.53")) {
      Message whole = red.byUdp(query("big.example.org", 4_096));
      assertThat(addresses(whole)).hasSize(100);
      assertThat(server.asked()).containsExactly("udp big.example.org.", "tcp big.example.org.");

      Message cut = red.byUdp(query("big.example.org", 1_000));
      assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
      assertThat(cut.numBytes()).isLessThanOrEqualTo(1_000);

      Message small = red.byUdp(query("big.example.org"));
      assertThat(small.getHeader().getFlag(Flags.TC)).isTrue();
      assertThat(small.numBytes()).isLessThanOrEqualTo(512);
      assertThat(addresses(red.byTcp(query("big.example.org")))).hasSize(100);
    }
  }

  @Test
  void anAnswerToAnotherQuestionIsNotPassedOn() throws IOException {
    hostAsks("127.0.0.53");
    agent.service().say(snapshot(7));

    try (var _ = new DnsServer(host.namespace(), "127.0.0.53")) {
      assertThat(addresses(red.ask("forged.example.org"))).containsExactly("203.0.113.1");
    }
  }

  @Test
  void serversThatASandboxWasGivenAreAskedFromWithinIt() throws IOException {
    hostAsks("127.0.0.53");
    var dns = DnsSpec.newBuilder().addServers("127.0.0.1").addSearch("example.org");
    agent.service().say(snapshot(7).setSandboxes(0, sandbox(RED).toBuilder().setDns(dns)));

    try (var hosts = new DnsServer(host.namespace(), "127.0.0.53");
        NetworkNamespace inside = NetworkNamespace.open(host.sandboxes().resolve(RED.id()));
        var own = new DnsServer(inside, "0.0.0.0")) {
      assertThat(addresses(red.ask("www.example.org"))).containsExactly("203.0.113.1");
      assertThat(own.asked()).containsExactly("udp www.example.org.");
      assertThat(hosts.asked()).isEmpty();
      assertThat(addresses(red.ask("sandbox-b1e")))
          .as("its own server on port 53 is in nobody's way")
          .containsExactly("192.0.2.8");
      assertThat(host.etc().resolve(RED.id()).resolve("resolv.conf"))
          .content()
          .contains("search example.org\n");
    }
  }

  @Test
  void nothingIsForwardedFromInternalNetworks() throws IOException {
    hostAsks("127.0.0.53");
    agent.service().say(snapshot(7).setNetworks(0, network().setInternal(true)));

    try (var server = new DnsServer(host.namespace(), "127.0.0.53")) {
      assertThat(red.ask("www.example.org").getRcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(addresses(red.ask("sandbox-b1e"))).containsExactly("192.0.2.8");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void manyAreAskedForAtOnce() throws Exception {
    hostAsks("127.0.0.53");
    agent.service().say(snapshot(7));

    try (var server = new DnsServer(host.namespace(), "127.0.0.53");
        var askers = Executors.newFixedThreadPool(8)) {
      List<Callable<List<String>>> questions = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String name = "www" + i + ".example.org";
        questions.add(() -> addresses(red.ask(name)));
      }
      for (Future<List<String>> answer : askers.invokeAll(questions)) {
        assertThat(answer.get()).containsExactly("203.0.113.1");
      }
      assertThat(server.asked()).hasSize(400);
    }
  }

  private void hostAsks(String... servers) throws IOException {
    Files.writeString(host.resolvConf(), "nameserver " + String.join("\nnameserver ", servers));
  }
}
