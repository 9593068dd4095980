package io.netledger.deploy.local.scale;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void leavesRoomInTheTableForOthers() {
    assertThat(Pace.of(1_024).atATime()).isEqualTo(204);
    assertThat(Pace.of(16_384).atATime()).isGreaterThan(1_000);
    assertThat(Pace.of(8).atATime()).isPositive();
  }

  @Test
  void readsNumbersToTheirEnd() throws IOException {
    var cat =
        new ProcessBuilder("cat", "/proc/sys/net/ipv4/neigh/default/gc_thresh3")
            .redirectErrorStream(true)
            .start();

    assertThat(cat.inputReader(UTF_8).readLine()).isEqualTo(Integer.toString(Pace.entries()));
  }

  @Test
  void leavesNobodyOut() {
    assertThat(new Pace(2).parts(List.of(1, 2, 3, 4, 5)))
        .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    assertThat(new Pace(5).parts(List.of(1, 2, 3))).containsExactly(List.of(1, 2, 3));
  }
}
