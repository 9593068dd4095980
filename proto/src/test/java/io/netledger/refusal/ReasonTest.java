package io.netledger.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.proto.errors.v1.ErrorReason;
import io.netledger.wire.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReasonTest {

  private static final String PREFIX = "ERROR_REASON_";
  private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\| ([A-Z_]+) \\|.*");

  @Test
  void theContractHasTheSameReasons() {
    assertThat(
            Arrays.stream(ErrorReason.values())
                .filter(reason -> reason != ErrorReason.UNRECOGNIZED)
                .filter(reason -> reason != ErrorReason.ERROR_REASON_UNSPECIFIED)
                .map(reason -> reason.name().substring(PREFIX.length())))
        .containsExactlyElementsOf(Arrays.stream(Reason.values()).map(Reason::name).toList());
  }

  @Test
  void theDocumentationListsEveryReasonWithItsCode() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("../docs/errors.md")).stream()
            .map(ROW::matcher)
            .filter(row -> row.matches())
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(Reason.values())
                .map(reason -> reason + " " + Refusals.codeOf(reason))
                .toList());
  }

  @Test
  void noReasonIsABug() {
    for (Reason reason : Reason.values()) {
      assertThat(Refusals.codeOf(reason).name()).isNotIn("INTERNAL", "UNKNOWN", "OK");
    }
  }
}
