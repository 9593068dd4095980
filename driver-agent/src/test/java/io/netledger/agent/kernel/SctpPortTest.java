package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.publishing;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Protocol;
import io.netledger.agent.plan.PublishedPort;
import io.netledger.agent.plan.SandboxSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Published SCTP ports, with the packets that begin an association. */
class SctpPortTest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final SandboxSpec RED = sandbox("1ed");
  private static final NetworkSpec NETWORK =
      network("0123456789ab", BRIDGE, subnet("192.0.2.0/24", "192.0.2.1"));
  private static final PublishedPort DIAMETER =
      new PublishedPort(Optional.of(IpAddress.parse("0.0.0.0")), 9899, 3868, Protocol.SCTP);

  private LinuxKernel kernel;
  private NetworkNamespace outside;

  @BeforeEach
  void open() {
    kernel = host.kernel();
    outside = host.other("outside");
    host.see("ip", "link", "add", "up0", "type", "veth", "peer", "name", "down0");
    host.see("ip", "link", "set", "down0", "netns", outside.file().toString());
    host.see("ip", "address", "add", "203.0.113.1/24", "dev", "up0");
    host.see("ip", "link", "set", "up0", "up");
    TestHost.see(outside.file(), "ip", "address", "add", "203.0.113.9/24", "dev", "down0");
    TestHost.see(outside.file(), "ip", "link", "set", "down0", "up");
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void isReachedFromOutsideWithTheCallersAddressAndAnswers() throws IOException {
    EndpointSpec red = endpoint("e1ed", NETWORK, RED, 0, "192.0.2.7/24");
    kernel.apply(plan(List.of(NETWORK), List.of(RED), publishing(red, DIAMETER)));

    try (var sandbox = NetworkNamespace.open(host.sandboxes().resolve(RED.id()));
        var server = SctpWitness.in(sandbox);
        var client = SctpWitness.in(outside)) {
      client.init(40_000, new InetSocketAddress("203.0.113.1", 9899));
      var init = server.next().orElseThrow();
      assertThat(init.from()).isEqualTo(new InetSocketAddress("203.0.113.9", 40_000));
      assertThat(init.toPort()).isEqualTo(3868);

      server.acknowledge(init);
      var answer = client.next().orElseThrow();
      assertThat(answer.from()).isEqualTo(new InetSocketAddress("203.0.113.1", 9899));

      client.init(40_001, new InetSocketAddress("203.0.113.1", 3868));
      assertThat(server.next()).as("at a port that is not published").isEmpty();
    }
  }
}
