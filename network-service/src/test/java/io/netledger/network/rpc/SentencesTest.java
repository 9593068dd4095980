package io.netledger.network.rpc;

import static io.netledger.network.Things.connect;
import static io.netledger.network.Things.host;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.leave;
import static io.netledger.network.Things.network;
import static io.netledger.network.Things.sandbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.eventstore.Recorded;
import io.netledger.network.Happening;
import io.netledger.network.MemoryLog;
import io.netledger.network.Nameplates;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.rules.SandboxRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger, as people read it. */
class SentencesTest {

  private static final String ENDPOINT = id("c0ffee");

  private final MemoryLog log = new MemoryLog();

  @BeforeEach
  void live() {
    log.append(host("h1"));
    log.append(network(id("a1"), "br0", "192.168.0.0/16"));
    log.append(sandbox(id("b1"), "web", "h1"));
    log.append(work -> SandboxRules.ready(work, id("b1"), "/run/netns/web"));
    log.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    log.append(work -> EndpointRules.attached(work, ENDPOINT, 14));
    log.append(work -> NetworkRules.rename(work, id("a1"), "lan"));
    log.append(work -> NetworkRules.relabel(work, id("a1"), Map.of("b", "2", "a", "1"), Set.of()));
    log.append(work -> NetworkRules.relabel(work, id("a1"), Map.of("c", ""), Set.of("b", "a")));
    log.append(work ->
        NetworkRules.reconfigure(
            work,
            id("a1"),
            new DriverOptions.Bridge(
                Optional.empty(), OptionalInt.of(1400), false, true, Optional.empty())));
    log.append(leave(ENDPOINT));
    log.append(work -> EndpointRules.detached(work, ENDPOINT));
    log.append(work -> EndpointRules.released(work, ENDPOINT));
  }

  @Test
  void callsThingsByTheirNames() {
    Nameplates names = new Nameplates();
    log.events().forEach(event -> Happening.of(event).forEach(names::learn));
    assertThat(summaries(names))
        .containsExactly(
            "host h1 has the name h1",
            "host h1 is known",
            "host h1 has booted (boot-1)",
            "bridge network br0 was asked for",
            "network a10000000000 has the name br0",
            "network lan is ready with 192.168.0.0/16",
            "sandbox web was asked for on host h1",
            "sandbox b10000000000 has the name web",
            "sandbox web is ready at /run/netns/web",
            "network lan has endpoint c0ffee000000 of sandbox web",
            "sandbox web joins network lan as eth0, endpoint c0ffee000000",
            "sandbox web asks for network lan, endpoint c0ffee000000",
            "the endpoint of sandbox web on network lan has 192.168.0.2/16, MAC 02:42:c0:a8:00:02",
            "the endpoint of sandbox web on network lan stands as eth0 with 192.168.0.2/16, by plan 14",
            "network br0 is now called lan",
            "the name br0 of network a10000000000 is free again",
            "network a10000000000 has the name lan",
            "network lan has label a=1, b=2",
            "network lan has label c= and has lost label a, b",
            "network lan has options icc=false, mtu=1400",
            "the endpoint of sandbox web on network lan is leaving",
            "the endpoint of sandbox web on network lan is off its host",
            "the endpoint of sandbox web on network lan is gone, its addresses are free",
            "sandbox web has left with endpoint c0ffee000000",
            "network lan has lost endpoint c0ffee000000");
  }

  @Test
  void callsThingsByTheirIdsWhereItKnowsNoNames() {
    assertThat(summaries(new Nameplates()))
        .contains(
            "endpoint c0ffee000000 is leaving",
            "endpoint c0ffee000000 stands on its host, by plan 14",
            "network a10000000000 is ready with 192.168.0.0/16");
  }

  private List<String> summaries(Nameplates names) {
    Sentences sentences = new Sentences(names);
    return log.events().stream().map((Recorded event) -> sentences.summary(event)).toList();
  }
}
