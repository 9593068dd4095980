package io.netledger.deploy.local.scale;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Report report = new Report(new PrintStream(printed, true, UTF_8));

  @Test
  void countsWhatHolds() {
    report.check("one", true, "");
    report.none("two", List.of());

    assertThat(report.end(true)).isTrue();
    assertThat(printed.toString(UTF_8))
        .contains("ok      one", "ok      two")
        .endsWith("scale: 2 checks passed, 0 failed\n");
  }

  @Test
  void saysWhatDoesNotHold() {
    report.check("one", true, "");
    report.none("two", List.of("this", "that"));

    assertThat(report.end(false)).isFalse();
    assertThat(printed.toString(UTF_8))
        .contains("FAILED  two", "2:", "this", "that")
        .endsWith("scale: 1 checks passed, 1 failed\n");
  }

  @Test
  void takesAMissedTargetForAFailureOnlyIfAsked() {
    report.target("resync", 4.9, 5);
    assertThat(report.end(true)).isTrue();

    report.target("removal", 30, 30);
    assertThat(report.end(false)).isTrue();
    assertThat(report.end(true)).isFalse();
    assertThat(printed.toString(UTF_8)).contains("under 5 s, met", "under 30 s, NOT met");
  }
}
