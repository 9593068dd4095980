package io.netledger.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.format.Value.Items;
import io.netledger.cli.format.Value.Nothing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** JSON … */
class JsonTest {

  private static final Fields THING =
      Fields.none()
          .with("Name", "a\"b\\c\n\u0001<&>")
          .with("Count", Value.of(3))
          .with("Yes", Value.of(true))
          .with("Nil", new Nothing())
          .withUnlessEmpty("Gone", Value.of(""))
          .withHidden("Hidden", Value.of("x"))
          .with("Labels", Value.of(Map.of("b", "2", "a", "1")))
          .with("None", new Items(List.of()));

  @Test
  void isOneLineForTemplatesAndScripts() {
    assertThat(Json.compact(THING))
        .isEqualTo(
            "{\"Name\":\"a\\\"b\\\\c\\n\\u0001<&>\",\"Count\":3,\"Yes\":true,\"Nil\":null,"
                + "\"Labels\":{\"a\":\"1\",\"b\":\"2\"},\"None\":[]}");
  }

  @Test
  void isIndentedByFourForPeople() {
    assertThat(
            Json.indented(new Items(List.of(Fields.none().with("A", Value.of(Map.of("k", "v")))))))
        .isEqualTo(
            """
            [
                {
                    "A": {
                        "k": "v"
                    }
                }
            ]\
            """);
  }

  @Test
  void ofNothingFoundIsAnEmptyArray() {
    assertThat(Json.indented(new Items(List.of()))).isEqualTo("[]");
  }
}
