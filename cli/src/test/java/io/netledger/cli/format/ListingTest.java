package io.netledger.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.format.Value.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A listing … */
class ListingTest {

  private static final Listing LISTING =
      new Listing("{{.ID}}\t{{.Name}}", Map.of("ID", "NETWORK ID", "Name", "NAME"));

  private static final List<Fields> ROWS =
      List.of(row("4c5d1b0a9f8e", "bridge", "a=b"), row("0123456789ab", "a-longer-name", ""));

  private static Fields row(String id, String name, String labels) {
    return Fields.none()
        .with("ID", id)
        .with("Name", name)
        .with("Labels", labels)
        .withHidden("Label", Value.of(Map.of("a", labels)));
  }

  @Test
  void isSpacedAsDockers() {
    assertThat(LISTING.filled("", ROWS))
        .isEqualTo(
            """
            NETWORK ID     NAME
            4c5d1b0a9f8e   bridge
            0123456789ab   a-longer-name
            """);
  }

  @Test
  void hasItsHeadingsWithoutRows() {
    assertThat(LISTING.filled("table", List.of())).isEqualTo("NETWORK ID   NAME\n");
  }

  @Test
  void takesOtherColumns() {
    assertThat(LISTING.filled("table {{.Name}}\\t{{.Labels}}\\t{{.Label \"a\"}}", ROWS))
        .isEqualTo(
            """
            NAME            LABELS    \

            bridge          a=b       a=b
            a-longer-name             \

            """);
  }

  @Test
  void isAnObjectALineForScripts() {
    assertThat(LISTING.filled("json", ROWS))
        .isEqualTo(
            """
            {"ID":"4c5d1b0a9f8e","Name":"bridge","Labels":"a=b"}
            {"ID":"0123456789ab","Name":"a-longer-name","Labels":""}
            """);
  }

  @Test
  void fillsATemplateForEachRow() {
    assertThat(LISTING.filled("{{.Name}}: {{.ID}}", ROWS))
        .isEqualTo("bridge: 4c5d1b0a9f8e\na-longer-name: 0123456789ab\n");
  }
}
