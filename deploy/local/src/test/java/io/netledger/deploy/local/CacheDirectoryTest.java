package io.netledger.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {

  @TempDir Path home;

  private final DataDirectory data = DataDirectory.of(Path.of("/data"));

  @Test
  void isTheUsersOwn() {
    assertThat(standard(Map.of("HOME", home.toString()))).isEqualTo(home + "/.cache/netledger");
    assertThat(standard(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", "/c")))
        .isEqualTo("/c/netledger");
  }

  @Test
  void isBesideTheDataWithoutAHomeOfOnesOwn() {
    assertThat(standard(Map.of())).isEqualTo("/data/cache");
    assertThat(standard(Map.of("HOME", "/nonexistent"))).isEqualTo("/data/cache");
  }

  private String standard(Map<String, String> environment) {
    return CacheDirectory.standard(environment, data).path().toString();
  }
}
