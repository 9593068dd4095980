package io.netledger.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command line … */
class MainTest {

  private record Said(int code, String out, String err) {}

  private static Said say(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new Main())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  private static Said start(String database, String listen) {
    return say("--database-url", database, "--listen", listen, "--ipam", "unix:/tmp/ipam.sock");
  }

  @Test
  void teachesWithHelp() {
    Said said = say("--help");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("--database-url", "--database-password-file", "--listen", "--ipam", "Example:");
  }

  @Test
  void namesWhatIsMissing() {
    Said said = say("--listen", "unix:/tmp/x.sock");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--database-url", "--ipam");
  }

  @Test
  void refusesADatabaseThatIsNone() {
    Said said = start("mysql://somewhere", "unix:/tmp/x.sock");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("jdbc:postgresql://");
  }

  @Test
  void refusesToSpeakOnTcpWithoutACertificate() {
    Said said = start("jdbc:postgresql://127.0.0.1:1/x", "tcp:0.0.0.0:7070");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("tcp:0.0.0.0:7070", "--tls-cert", "--tls-ca");
  }
}
