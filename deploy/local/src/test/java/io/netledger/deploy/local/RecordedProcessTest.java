package io.netledger.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RecordedProcessTest {

  @TempDir Path directory;

  @AfterEach
  void kill() {
    recorded().ifPresent(RecordedProcess::kill);
  }

  @Test
  void writesItselfDownBeforeItBecomesTheProgram() {
    Process process = start("sleep", "300");

    Awaitility.await().until(() -> recorded().isPresent());
    assertThat(recorded()).isEqualTo(RecordedProcess.of(process.pid()));
    Awaitility.await().until(() -> recorded().orElseThrow().command().contains("300"));
  }

  @Test
  void isInASessionOfItsOwnSoThatOurEndIsNotIts() throws IOException {
    Process process = start("sleep", "300");

    Awaitility.await().until(() -> recorded().isPresent());
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String session = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")).get(3);
    assertThat(session).isEqualTo(Long.toString(process.pid()));
  }

  @Test
  void isNoMoreAfterItIsKilled() {
    start("sleep", "300");
    Awaitility.await().until(() -> recorded().isPresent());

    RecordedProcess process = recorded().orElseThrow();
    process.kill();
    assertThat(process.isAlive()).isFalse();
    assertThat(process.awaitEnd(Duration.ZERO)).isTrue();
    assertThat(recorded()).isEmpty();
    process.kill();
  }

  @Test
  void isNotAnotherThatGotItsNumber() throws IOException {
    Process process = start("sleep", "300");
    Awaitility.await().until(() -> recorded().isPresent());
    RecordedProcess real = recorded().orElseThrow();

    var earlier = new RecordedProcess(real.pid(), real.startTicks() - 1, real.boot());
    var beforeTheBoot = new RecordedProcess(real.pid(), real.startTicks(), "another boot");
    for (var other : List.of(earlier, beforeTheBoot)) {
      assertThat(other.isAlive()).isFalse();
      other.ask();
      other.kill();
    }
    assertThat(process.isAlive()).isTrue();
    assertThat(real.isAlive()).isTrue();
  }

  @Test
  void isNoMoreAsAZombie() throws IOException {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 300").start();
    try (var reader = parent.inputReader()) {
      long zombie = Long.parseLong(reader.readLine());

      Awaitility.await()
          .until(
              () -> RecordedProcess.of(zombie).filter(process -> !process.isAlive()).isPresent());
    } finally {
      parent.destroyForcibly();
    }
  }

  private Process start(String... words) {
    return Command.of(words).start(record(), directory.resolve("log"));
  }

  private Path record() {
    return directory.resolve("record");
  }

  private Optional<RecordedProcess> recorded() {
    return RecordedProcess.in(record());
  }
}
