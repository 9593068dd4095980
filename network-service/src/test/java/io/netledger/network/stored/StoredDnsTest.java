package io.netledger.network.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.network.Kinds;
import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxEvent.SandboxCreated;
import io.netledger.network.sandbox.SandboxSettings;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stored form of a sandbox's DNS settings. */
class StoredDnsTest {

  @Test
  void dnsSettingsAreStoredAsTheyAlwaysWereAndReadForEver() {
    var dns =
        new Dns(
            List.of(IpAddress.parse("192.0.2.53"), IpAddress.parse("2001:db8::53")),
            List.of("example.org"),
            List.of("ndots:1"));
    var event =
        new SandboxCreated(
            new SandboxSettings("web", "node-1", Map.of(), new Namespace.Made(), false, dns));
    var codec = Kinds.SANDBOX.codec();

    assertThat(HexFormat.of().formatHex(codec.encode(event).bytes()))
        .isEqualTo(
            "0a0377656212066e6f64652d3142300a0a3139322e302e322e35330a0c323030313a6462383a3a3533"
                + "120b6578616d706c652e6f72671a076e646f74733a31");
    assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
  }
}
