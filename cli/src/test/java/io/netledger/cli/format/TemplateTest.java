package io.netledger.cli.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.format.Value.Items;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A template … */
class TemplateTest {

  private static final Fields CONFIG =
      Fields.none()
          .withUnlessEmpty("Subnet", Value.of("10.206.2.0/24"))
          .withUnlessEmpty("IPRange", Value.of(""))
          .withUnlessEmpty("Gateway", Value.of("10.206.2.1"))
          .withUnlessEmpty("AuxiliaryAddresses", Value.of(Map.of()));

  private static final Fields NETWORK =
      Fields.none()
          .with("Name", "o_a")
          .with("Internal", Value.of(true))
          .with("Attachable", Value.of(false))
          .with("IPAM", Fields.none().with("Config", new Items(List.of(CONFIG))))
          .with("Labels", Value.of(Map.of("k", "v", "a", "b")))
          .with("Count", Value.of(2))
          .with("Empty", new Items(List.of()))
          .with("Many", Value.each(List.of("a", "b", "c", "d"), Value::of))
          .with(
              "Networks",
              new Entries(
                  new TreeMap<>(Map.of("o_m", address("10.0.0.2"), "o_k", address("10.1.0.2")))))
          .withHidden("Label", Value.of(Map.of("k", "v")));

  private static Fields address(String address) {
    return Fields.none().with("IPAddress", address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "{{.Name}} § o_a",
        "{{ .Name | upper }} § O_A",
        "{{.IPAM.Config}} § [{10.206.2.0/24  10.206.2.1 map[]}]",
        "{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}} § 10.206.2.0/24 10.206.2.1",
        "{{json .Labels}} § {\"a\":\"b\",\"k\":\"v\"}",
        "{{.Labels}} § map[a:b k:v]",
        "{{index .Labels \"k\"}} § v",
        "[{{index .Labels \"none\"}}] § []",
        "{{.Labels.none}} § <no value>",
        "{{.Label \"k\"}} § v",
        "{{(index .IPAM.Config 0).Subnet}} § 10.206.2.0/24",
        "{{json .IPAM.Config}} § [{\"Subnet\":\"10.206.2.0/24\",\"Gateway\":\"10.206.2.1\"}]",
        "{{if .Internal}}in{{else}}out{{end}} § in",
        "{{if .Attachable}}yes{{else if eq .Name \"o_a\"}}named{{else}}no{{end}} § named",
        "{{if and .Internal (gt .Count 1)}}both{{end}} § both",
        "{{if not .Attachable}}no{{end}} § no",
        "{{range .Empty}}x{{else}}nothing{{end}} § nothing",
        "{{with .IPAM}}{{len .Config}}{{end}} § 1",
        "{{range $k, $v := .Networks}}{{$k}}={{$v.IPAddress}};{{end}} § o_k=10.1.0.2;o_m=10.0.0.2;",
        "{{range $i, $c := .IPAM.Config}}{{$i}}:{{$c.Subnet}} of {{$.Name}}{{end}} § 0:10.206.2.0/24 of o_a",
        "{{$n := .Name}}{{range .IPAM.Config}}{{$n}}{{end}} § o_a",
        "a {{- .Name -}} b § ao_ab",
        "{{/* nothing */}}{{.Count}} § 2",
        "{{join (split .Name \"_\") \"-\"}} § o-a",
        "{{printf \"%-6s|%5s|%d%%\" .Name .Name .Count}} § o_a   |  o_a|2%",
        "{{truncate .Name 2}}{{pad .Name 1 1}}. § o_ o_a .",
        "{{title \"two words\"}} {{lower \"ABC\"}} § Two Words abc",
        "{{print .Name 1 2 \"x\"}} § o_a1 2x",
        "{{`raw \"text\"`}} § raw \"text\"",
        "{{printf \"%.2s|%5.1s|%x|%q\" .Name .Name .Count .Name}} § o_|    o|2|\"o_a\"",
        "{{printf \"%03d|%+d|%t|%v\" .Count .Count .Internal .Labels}} § 002|+2|true|map[a:b k:v]",
        "{{printf \"%d %s\" .Name .Count}} § %!d(string=o_a) %!s(int=2)",
        "{{printf \"%s\" .Name 7}} § o_a%!(EXTRA int=7)",
        "{{slice .Name 1}}{{slice .Name 0 1}} § _ao",
        "{{range $i, $n := .Many}}{{if eq $n \"b\"}}{{continue}}{{end}}{{if eq $n \"d\"}}{{break}}{{end}}{{$i}}{{$n}}{{end}} § 0a2c",
        "{{$f := true}}{{range .Many}}{{if $f}}{{$f = false}}{{else}},{{end}}{{.}}{{end}} § a,b,c,d",
        "{{range $i := 3}}{{$i}}{{end}} § 012",
        "{{range $p, $conf := .Networks}} {{$p}} -> {{(index $.Many 0)}} {{end}} § ~ o_k -> a  o_m -> a ~",
        "{{with index .Labels \"none\"}}x{{else}}y{{end}} § y",
        "{{join .Many \" , \"}} § a , b , c , d",
        "{{split .Name \"_\" | json}} § [\"o\",\"a\"]",
        "{{len .Name}}{{eq .Count 1 2}}{{ne .Name \"x\"}}{{lt 1 2}}{{or \"\" .Name}} § 3truetruetrueo_a"
      })
  void showsWhatDockersWould(String template, String shown) {
    assertThat(Template.parse(template).fill(NETWORK)).isEqualTo(shown);
  }

  @Test
  void endsALineWithPrintlnAlone() {
    assertThat(Template.parse("{{range .Many}}{{.}}{{println}}{{end}}.").fill(NETWORK))
        .isEqualTo("a\nb\nc\nd\n.");
  }

  @Test
  void endsALineWithPrintln() {
    assertThat(Template.parse("{{println .Name .Count}}").fill(NETWORK)).isEqualTo("o_a 2\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "{{.Name § unclosed action",
        "{{if .Name}}x § unexpected EOF",
        "{{end}} § unexpected {{end}}",
        "{{nope .Name}} § function \"nope\" not defined; there are and, eq,",
        "{{}} § missing value for command",
        "{{\"a}} § unterminated quoted string",
        "{{.Name | }} § missing value for command",
        "{{(.Name}} § unexpected \"}}\"",
        "{{?}} § unexpected '?' in command",
        "{{break}} § {{break}} outside {{range}}"
      })
  void saysWhatIsWrongWithItself(String template, String complaint) {
    assertThatThrownBy(() -> Template.parse(template))
        .isInstanceOfSatisfying(BadTemplate.class, bad -> assertThat(bad.isUnreadable()).isTrue())
        .hasMessageStartingWith("template parsing error: template: :1: ")
        .hasMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "{{.Nope}} § map has no entry for key \"Nope\"; there are Name, Internal",
        "{{.Name.First}} § can't evaluate field First in o_a",
        "{{index .IPAM.Config 7}} § index out of range: 7 of 1",
        "{{range .Name}}{{end}} § range can't iterate over o_a",
        "{{$x}} § undefined variable \"$x\"",
        "{{len .Internal}} § no length of true",
        "{{json}} § wrong number of args for json",
        "{{$x = 1}} § undefined variable",
        "{{slice .Name 4}} § index out of range"
      })
  void saysWhatItAskedForInVain(String template, String complaint) {
    assertThatThrownBy(() -> Template.parse(template).fill(NETWORK))
        .isInstanceOfSatisfying(BadTemplate.class, bad -> assertThat(bad.isUnreadable()).isFalse())
        .hasMessageContaining(complaint);
  }
}
