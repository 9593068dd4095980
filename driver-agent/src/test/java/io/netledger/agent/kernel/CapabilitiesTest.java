package io.netledger.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a kernel can do, held against what iproute2 and nft are told by it. */
class CapabilitiesTest {

  @RegisterExtension final TestHost host = new TestHost();

  @Test
  void areThoseThatTheKernelHasAndWhyNotTheOthers() {
    try (LinuxKernel kernel = host.kernel()) {
      Capabilities found = kernel.capabilities();

      var all = new TreeSet<>(found.present());
      all.addAll(found.missing().keySet());
      assertThat(all)
          .containsExactly(
              "bridge",
              "dummy",
              "ipvlan",
              "macvlan",
              "nf_tables",
              "veth",
              "vlan",
              "vxlan",
              "wireguard");
      for (String kind : new String[] {"bridge", "dummy", "veth", "wireguard"}) {
        Optional<String> refusal = host.refusal("ip", "link", "add", "try", "type", kind);
        assertThat(found.present().contains(kind)).as(kind).isEqualTo(refusal.isEmpty());
        refusal.ifPresent(
            words -> assertThat(words).contains(String.valueOf(found.missing().get(kind))));
        host.refusal("ip", "link", "delete", "try");
      }
      assertThat(host.see("ip", "-br", "link")).startsWith("lo").hasLineCount(1);
    }
  }
}
