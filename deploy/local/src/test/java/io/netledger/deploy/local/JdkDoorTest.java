package io.netledger.deploy.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script deploy/jdk, on directories that look like JDKs. */
class JdkDoorTest {

  private static final Path SCRIPT = Path.of("..", "jdk").toAbsolutePath().normalize();

  @TempDir Path directory;

  @Test
  void takesJavaHomeIfItIsNewEnough() throws IOException {
    Path jdk = jdk("my-jdk", "26.0.1");

    assertThat(run(Map.of("JAVA_HOME", jdk.toString()))).isEqualTo(jdk.toString());
  }

  @Test
  void takesTheOneInThePathPastAnOldJavaHome() throws IOException {
    Path old = jdk("old", "17.0.15");
    Path young = jdk("young", "25");

    assertThat(run(Map.of("JAVA_HOME", old.toString(), "PATH", young + "/bin:/usr/bin:/bin")))
        .isEqualTo(young.toString());
  }

  @Test
  void findsOneInTheHomeDirectory() throws IOException {
    Path jdk = jdk(".sdkman/candidates/java/25-tem", "25.0.3");

    assertThat(run(Map.of("HOME", directory.toString(), "PATH", "/usr/bin:/bin")))
        .satisfiesAnyOf(
            found -> assertThat(found).isEqualTo(jdk.toString()),
            found -> assertThat(found).as("one that is installed").startsWith("/"));
  }

  @Test
  void showsTheCommandTheJdk() throws IOException {
    Path jdk = jdk("my-jdk", "25.0.3");

    assertThat(
            run(
                Map.of("JAVA_HOME", jdk.toString()),
                "sh",
                "-c",
                "echo $JAVA_HOME; command -v java"))
        .isEqualTo(jdk + "\n" + jdk + "/bin/java");
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = directory.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    for (String program : new String[] {"java", "javac"}) {
      assertThat(
              Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n")
                  .toFile()
                  .setExecutable(true))
          .isTrue();
    }
    return jdk;
  }

  private static String run(Map<String, String> environment, String... arguments)
      throws IOException {
    var builder = new ProcessBuilder(SCRIPT.toString()).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    return new String(builder.start().getInputStream().readAllBytes(), UTF_8).strip();
  }
}
