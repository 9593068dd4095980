package io.netledger.network.rpc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.agent.v1.SandboxSpec;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DnsSettings;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxMode;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sandboxes are told to ask for names, over gRPC and down to the agent. */
@Timeout(60)
class SandboxDnsTest {

  private static World world;
  private static HandDrivenAgent host;

  @BeforeAll
  static void aWorld() throws IOException {
    world = new World();
    host = world.host("node-1");
  }

  @AfterAll
  static void end() {
    host.close();
    world.close();
  }

  private static Sandbox created(String name, DnsSettings dns) {
    return world
        .sandboxes()
        .createSandbox(CreateSandboxRequest.newBuilder().setName(name).setDns(dns).build())
        .getSandbox();
  }

  private static Sandbox read(String word) {
    return world
        .sandboxes()
        .getSandbox(GetSandboxRequest.newBuilder().setSandbox(word).build())
        .getSandbox();
  }

  private static SandboxSpec planned(Sandbox sandbox) {
    return requireNonNull(host.sandboxes().get(sandbox.getId()));
  }

  private static void assertRefused(String name, DnsSettings.Builder dns) {
    assertThat(World.refused(() -> created(name, dns.build())).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
  }

  @Test
  void settingsAreKeptShownAndTold() {
    DnsSettings dns =
        DnsSettings.newBuilder()
            .addServers("192.0.2.53")
            .addServers("2001:DB8::53")
            .addSearch("shop.example.org")
            .addOptions("ndots:2")
            .build();
    Sandbox sandbox = created("web", dns);

    assertThat(sandbox.getDns()).isEqualTo(dns.toBuilder().setServers(1, "2001:db8::53").build());
    assertThat(read("web")).isEqualTo(sandbox);
    assertThat(planned(sandbox).getDns().getServersList())
        .containsExactly("192.0.2.53", "2001:db8::53");
    assertThat(planned(sandbox).getDns().getSearchList()).containsExactly("shop.example.org");
    assertThat(planned(sandbox).getDns().getOptionsList()).containsExactly("ndots:2");
  }

  @Test
  void namesOnANetworkReachTheHost() {
    created("db", DnsSettings.getDefaultInstance());
    world.networks().createNetwork(CreateNetworkRequest.newBuilder().setName("br0").build());
    String endpoint =
        world
            .networks()
            .connect(
                ConnectRequest.newBuilder()
                    .setNetwork("br0")
                    .setSandbox("db")
                    .addAliases("primary")
                    .addAliases("store")
                    .build())
            .getEndpoint()
            .getId();

    assertThat(requireNonNull(host.endpoints().get(endpoint)).getAliasesList())
        .containsExactly("primary", "store");
  }

  @Test
  void withoutSettingsNoneAreShownOrTold() {
    Sandbox sandbox = created("plain", DnsSettings.getDefaultInstance());

    assertThat(sandbox.hasDns()).isFalse();
    assertThat(read("plain")).isEqualTo(sandbox);
    assertThat(planned(sandbox).hasDns()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.11", "dns.example.org", "192.0.2.53:5353", "192.0.2"})
  void whatIsNoServerIsRefused(String server) {
    assertRefused("bad", DnsSettings.newBuilder().addServers(server));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "-x.org", "a..b", "example.org\nnameserver 192.0.2.1"})
  void whatIsNoDomainIsRefused(String domain) {
    assertRefused("bad", DnsSettings.newBuilder().addSearch(domain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ndots: 1", "timeout:x", "a\nnameserver"})
  void whatIsNoOptionIsRefused(String option) {
    assertRefused("bad", DnsSettings.newBuilder().addOptions(option));
  }

  @Test
  void noMoreThanAResolverTakesAndNoneInTheHostsStack() {
    List<String> nine = Collections.nCopies(9, "192.0.2.53");
    assertRefused("bad", DnsSettings.newBuilder().addAllServers(nine));
    assertRefused("bad", DnsSettings.newBuilder().addSearch(".").addSearch("example.org"));
    var inHost =
        CreateSandboxRequest.newBuilder()
            .setMode(SandboxMode.SANDBOX_MODE_HOST)
            .setDns(DnsSettings.newBuilder().addServers("192.0.2.53"));
    assertThat(World.refused(() -> world.sandboxes().createSandbox(inHost.build())).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
  }
}
