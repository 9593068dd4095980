package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The rehearsal … */
class RehearsalTest {

  @Test
  void performsEveryCommandToItsEnd() throws Exception {
    Map<String, Integer> failed = new TreeMap<>(Rehearsal.perform());
    failed.values().removeIf(exitCode -> exitCode == 0);
    assertThat(failed)
        .as("no sandbox can be entered, and one call is wrong on purpose")
        .isEqualTo(
            Map.of("run --network X -- true", 125, "exec X -- true", 1, "network create", 1));
  }
}
