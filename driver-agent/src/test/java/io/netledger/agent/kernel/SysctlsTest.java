package io.netledger.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.netns.TestNetns;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Netns;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SysctlsTest {

  private static final String KEY = "net/ipv4/neigh/lo/gc_stale_time";

  @RegisterExtension final TestNetns netns = new TestNetns();

  @Test
  void areReadToTheirLastDigit() {
    assertThat(netns.see("cat", "/proc/sys/" + KEY)).isEqualTo("60\n");

    assertThat(netns.namespace().inside(() -> Sysctls.read(KEY))).hasValue("60");
  }

  @Test
  void areWrittenIfTheirFirstDigitIsRightAlready() {
    Sysctls.write(netns.namespace(), List.of(new SetSysctl(Netns.HOST, KEY, "6")));

    assertThat(netns.see("cat", "/proc/sys/" + KEY)).isEqualTo("6\n");
  }

  @Test
  void mayBeMissing() {
    assertThat(netns.namespace().inside(() -> Sysctls.read("net/ipv4/nope"))).isEmpty();
  }
}
