package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.cli.Stage.Outcome;
import io.netledger.cli.session.Console;
import io.netledger.cli.session.GlobalOptions;
import io.netledger.cli.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A user who does not know the words … */
class UsageTest {

  @RegisterExtension final Stage stage = new Stage();

  UsageTest() throws IOException {}

  @Test
  void findsHelpAndExamplesAtEveryCommand() {
    var console =
        new Console(InputStream.nullInputStream(), System.out, System.err, Map.of(), () -> false);
    List<CommandLine> leaves = new ArrayList<>();
    collect(Netledger.whole(new Session(console, new GlobalOptions())), leaves);
    assertThat(leaves).hasSizeGreaterThan(20);
    for (CommandLine leaf : leaves) {
      var spec = leaf.getCommandSpec();
      String name = spec.qualifiedName();
      assertThat(spec.usageMessage().description()).as(name).isNotEmpty();
      assertThat(spec.usageMessage().customSynopsis()).as(name).hasSize(1);
      assertThat(spec.usageMessage().customSynopsis()[0]).startsWith(name);
      assertThat(String.join("\n", spec.usageMessage().footer())).as(name).contains("Examples:");
      assertThat(spec.options())
          .allSatisfy(option ->
              assertThat(option.description()).as(name + " " + option.longestName()).isNotEmpty());
      assertThat(spec.positionalParameters())
          .allSatisfy(positional -> assertThat(positional.description()).as(name).isNotEmpty());
      assertThat(spec.findOption("--help")).as(name).isNotNull();
      assertThat(spec.findOption("--service")).as(name).isNotNull();
    }
  }

  private static void collect(CommandLine line, List<CommandLine> leaves) {
    if (line.getSubcommands().isEmpty()) {
      leaves.add(line);
    }
    line.getSubcommands().values().forEach(below -> collect(below, leaves));
  }

  @ParameterizedTest
  @ValueSource(strings = {"network create --help", "run --help", "sandbox ls -h", "history --help"})
  void isTaughtByHelp(String words) {
    Outcome outcome = stage.call(words);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("Usage: netledger ").contains("Examples:\n  netledger ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "sandbox", "host"})
  void isShownWhatANounOffers(String noun) {
    Outcome outcome = stage.call(noun);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err())
        .startsWith("Usage: netledger " + noun + " COMMAND")
        .contains("ls, list");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "network create § 1 § netledger: 'netledger network create' requires 1 argument",
        "network create o_x o_y § 1 § netledger: 'netledger network create' requires 1 argument",
        "network rm § 1 § netledger: 'netledger network rm' requires at least 1 argument",
        "network inspect § 1 § netledger: 'netledger network inspect' requires at least 1 argument",
        "network connect a § 1 § netledger: 'netledger network connect' requires 2 arguments",
        "network ls a § 1 § netledger: 'netledger network ls' requires no arguments",
        "exec web § 1 § netledger: 'netledger exec' requires at least 2 arguments",
        "network frob § 1 § netledger: unknown command: netledger network frob",
        "frob § 1 § netledger: unknown command: netledger frob",
        "network create --nope o_b § 125 § unknown flag: --nope",
        "network create -x o_b § 125 § unknown shorthand flag: 'x' in -x",
        "network create --label= o_b § 125 § invalid argument \"\" for \"--label\" flag: invalid label '': empty name",
        "network connect --wait soon a b § 125 § invalid argument \"soon\" for \"--wait\" flag: expected a duration"
      })
  void isToldInDockersWords(String words, int exitCode, String complaint) {
    Outcome outcome = stage.call(words);
    assertThat(outcome.err()).startsWith(complaint);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
  }
}
