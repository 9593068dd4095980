package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the looks cost that are taken twice a second, on a host with many sandboxes. */
class GlanceCostTest {

  private static final int NETWORKS = 20;
  private static final int SANDBOXES = 100;
  private static final int ROUNDS = 30;
  private static final int PORTS = 200;

  @RegisterExtension final TestHost host = new TestHost();

  @Test
  void isSmall() {
    List<NetworkSpec> networks = new ArrayList<>();
    List<SandboxSpec> sandboxes = new ArrayList<>();
    List<EndpointSpec> endpoints = new ArrayList<>();
    for (int i = 0; i < NETWORKS; i++) {
      networks.add(network("%04x".formatted(i + 1), BRIDGE, subnet(net(i) + "0/24", net(i) + "1")));
    }
    for (int i = 0; i < SANDBOXES; i++) {
      SandboxSpec sandbox = sandbox("%04x".formatted(i + 1));
      sandboxes.add(sandbox);
      int of = i % NETWORKS;
      String address = net(of) + (2 + i / NETWORKS) + "/24";
      endpoints.add(endpoint("%04x".formatted(i + 1), networks.get(of), sandbox, 0, address));
    }
    try (LinuxKernel kernel = host.kernel()) {
      var keeper = new HostKeeper(kernel);
      keeper.take(List.of(new SpecChange.Whole(1, networks, sandboxes, endpoints)));
      DriftSigns signs = keeper.signs();
      List<Long> micros = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        long began = System.nanoTime();
        List<String> visited = signs.nextVisits();
        assertThat(signs.unmounted()).isEmpty();
        assertThat(signs.disturbed(visited)).isEmpty();
        assertThat(signs.isSwitched()).isFalse();
        micros.add((System.nanoTime() - began) / 1_000);
      }
      long median = micros.stream().sorted().toList().get(ROUNDS / 2);
      System.out.printf("a glance at %d sandboxes: %d µs of 500000%n", SANDBOXES, median);
      assertThat(median).as("of half a second, in µs").isLessThan(100_000);
    }
  }

  @Test
  void aBridgeThatIsGoneIsToldLongBeforeAllItsPortsArePluggedIn() {
    NetworkSpec network = network("ab", BRIDGE, subnet("10.9.0.0/16", "10.9.0.1"));
    List<SandboxSpec> sandboxes = new ArrayList<>();
    List<EndpointSpec> endpoints = new ArrayList<>();
    for (int i = 0; i < PORTS; i++) {
      SandboxSpec sandbox = sandbox("%04x".formatted(i + 1));
      sandboxes.add(sandbox);
      String address = "10.9.%d.%d/16".formatted(1 + i / 200, 1 + i % 200);
      endpoints.add(endpoint("%04x".formatted(i + 1), network, sandbox, 0, address));
    }
    try (LinuxKernel kernel = host.kernel()) {
      var keeper = new HostKeeper(kernel);
      keeper.take(List.of(new SpecChange.Whole(1, List.of(network), sandboxes, endpoints)));
      host.see("ip", "link", "delete", "br-ab0000000000");
      List<String> told = new ArrayList<>();
      long began = System.nanoTime();
      keeper.repair(
          Set.of(),
          finding ->
              told.add(
                  "%s %s after %d ms"
                      .formatted(
                          finding.found(),
                          finding.outcome(),
                          (System.nanoTime() - began) / 1_000_000)));
      System.out.printf("of %d ports: %s%n", PORTS, told);
      assertThat(told).hasSize(2);
      assertThat(told.getFirst()).contains("was gone OPEN");
      assertThat(told.getLast()).contains("was gone REPAIRED");
      assertThat(keeper.repair(Set.of())).isEmpty();
    }
  }

  private static String net(int number) {
    return "10.9." + number + ".";
  }
}
