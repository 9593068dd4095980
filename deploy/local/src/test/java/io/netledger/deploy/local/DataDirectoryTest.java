package io.netledger.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path directory;

  @Test
  void isWhereTheEnvironmentOrTheCustomSays() {
    assertThat(standard(Map.of("NETLEDGER_DATA", "/data/x/../y", "HOME", "/home/a"), true))
        .isEqualTo("/data/y");
    assertThat(standard(Map.of("HOME", "/root"), true)).isEqualTo("/var/lib/netledger");
    assertThat(standard(Map.of("HOME", "/home/a"), false))
        .isEqualTo("/home/a/.local/state/netledger");
    assertThat(standard(Map.of("HOME", "/home/a", "XDG_STATE_HOME", "/s"), false))
        .isEqualTo("/s/netledger");
  }

  @Test
  void refusesAPathThatNoSocketCanHave() {
    var data = DataDirectory.of(directory.resolve("x".repeat(100)));

    assertThatThrownBy(data::prepare)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("at most 107 bytes");
  }

  private static String standard(Map<String, String> environment, boolean root) {
    return DataDirectory.standard(environment, root).path().toString();
  }
}
