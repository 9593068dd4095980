package io.netledger.ipam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  @Test
  void servesWithADatabaseOfItsOwnUntilItIsToldToStop() throws Exception {
    var socket = new WireAddress.Unix(directory.resolve("s"));
    Process process =
        start(
            "--listen", socket.toString(), "--database-url", "embedded:" + directory.resolve("d"));
    try (WireChannel channel = WireChannel.open(socket)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !process.isAlive() || Files.exists(socket.path()));
      var pools =
          IpamServiceGrpc.newBlockingStub(channel.grpc())
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .listPools(ListPoolsRequest.getDefaultInstance());
      assertThat(pools.getPoolsList()).isEmpty();
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(8, TimeUnit.SECONDS)).as("stops in time").isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(socket.path()).doesNotExist();
    assertThat(printed()).contains("serves on unix:", "stores in embedded:");
  }

  private String run(int exitCode, String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed()).isEqualTo(exitCode);
    return printed();
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Daxoniq.update-checker.disabled=true");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output().toFile())
        .start();
  }

  private String printed() throws IOException {
    return Files.readString(output(), UTF_8);
  }

  private Path output() {
    return directory.resolve("output");
  }
}
