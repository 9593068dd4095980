package io.netledger.deploy.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Checks checks = new Checks(new PrintStream(printed, true, UTF_8));

  @Test
  void takesSetsAsEqualInAnyOrder() {
    checks.same("sets", List.of("a", "b"), List.of("b", "a"));

    assertThat(checks.passed()).isEqualTo(1);
    assertThat(printed.toString(UTF_8)).isEmpty();
  }

  @Test
  void findsWhatIsMissingAndWhatIsTooMuch() {
    checks.same("sets", List.of("a", "b"), List.of("b", "c"));

    assertThat(checks.failed()).isEqualTo(1);
    assertThat(printed.toString(UTF_8)).contains("missing: a", "too much: c");
  }

  @Test
  void findsWhatIsThereTwice() {
    checks.same("sets", List.of("a"), List.of("a", "a"));

    assertThat(checks.failed()).isEqualTo(1);
  }
}
