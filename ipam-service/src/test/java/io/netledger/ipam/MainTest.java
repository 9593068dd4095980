package io.netledger.ipam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program … */
class MainTest {

  @TempDir private Path directory;

  @Test
  void teachesItsOptions() throws Exception {
    assertThat(run(0, "--help"))
        .contains("--listen", "--database-url", "--default-pools", "192.168.0.0/16:20", "grpcurl");
  }

  @Test
  void saysWhichOptionIsWrong() throws Exception {
    String database = "jdbc:postgresql://127.0.0.1:1/x";
    assertThat(run(2, "--database-url", database)).contains("--listen");
    assertThat(run(2, "--listen", "here", "--database-url", database))
        .contains("--listen", "unix:/path/to/socket");
    assertThat(
            run(
                2,
                "--listen",
                "unix:" + directory.resolve("s"),
                "--database-url",
                database,
                "--default-pools",
                "10.0.0.1/8"))
        .contains("--default-pools", "10.0.0.0/8");
  }

  private String run(int exitCode, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output, UTF_8);
    assertThat(process.exitValue()).as(printed).isEqualTo(exitCode);
    return printed;
  }
}
