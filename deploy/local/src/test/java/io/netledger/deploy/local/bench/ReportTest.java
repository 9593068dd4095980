package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final OptionalDouble MISSING = OptionalDouble.empty();

  @Test
  void writes_a_row_for_programs(@TempDir Path directory) throws IOException {
    var report = new Report();
    report.add(duration(Quantity.CREATE, 15, OptionalDouble.of(120)));
    report.add(Row.of(Quantity.CONNECTS_PER_S, 32, 240, "dockerd", OptionalDouble.of(12)));
    report.add(duration(Quantity.CONNECT_FIRST, 20, OptionalDouble.of(60)));

    assertThat(lines(report, directory))
        .containsExactly(
            "what\tcallers\tours\tpeer\tpeer_value\tratio\tunit",
            "create\t1\t15.0\tdockerd\t120\t0.125\tms",
            "connects_per_s\t32\t240\tdockerd\t12.0\t20.0\t1/s");
  }

  @Test
  void says_that_a_peer_is_missing(@TempDir Path directory) throws IOException {
    var report = new Report();
    report.add(duration(Quantity.CREATE, 15, MISSING));

    assertThat(lines(report, directory)).contains("create\t1\t15.0\tdockerd\tmissing\tmissing\tms");
    assertThat(printed(report)).contains("no peer");
  }

  @Test
  void compares_with_what_is_to_reach() {
    assertThat(met(duration(Quantity.CREATE, 15, OptionalDouble.of(100)))).isEqualTo("yes");
    assertThat(met(duration(Quantity.CREATE, 15.1, OptionalDouble.of(100)))).isEqualTo("NO");
    assertThat(met(rate(Quantity.CONNECTS_PER_S, 32, 20))).isEqualTo("yes");
    assertThat(met(rate(Quantity.CONNECTS_PER_S, 32, 19.9))).isEqualTo("NO");
    assertThat(met(rate(Quantity.APPEND_HOT_PER_S, 32, 1.1))).isEqualTo("NO");
    assertThat(met(Row.of(Quantity.AGENT_RSS_MB, 8, 110, "dockerd", MISSING))).isEqualTo("yes");
    assertThat(met(Row.of(Quantity.AGENT_RSS_MB, 8, 111, "dockerd", MISSING))).isEqualTo("NO");
  }

  @Test
  void has_targets_for_rates_with_32_callers_only() {
    assertThat(met(rate(Quantity.CONNECTS_PER_S, 8, 1))).isEqualTo("1/s");
  }

  private static Row duration(Quantity what, double ours, OptionalDouble peer) {
    return new Row(what, 1, ours, "dockerd", peer, OptionalDouble.of(2 * ours), peer);
  }

  private static Row rate(Quantity what, int callers, double ours) {
    return Row.of(what, callers, ours, "peer", OptionalDouble.of(1));
  }

  /** The last word of the one row. */
  private static String met(Row row) {
    var report = new Report();
    report.add(row);
    String line = printed(report).strip().lines().skip(1).findFirst().orElseThrow().strip();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static String printed(Report report) {
    var bytes = new ByteArrayOutputStream();
    report.print(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

  private static List<String> lines(Report report, Path directory) throws IOException {
    Path file = directory.resolve("rows.tsv");
    report.write(file);
    return Files.readAllLines(file);
  }
}
