package io.netledger.agent.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Linux kernel that is a process. Its root is that of the machine, to read only, so the programs
 * and classes are those that are installed here.
 *
 * @param program {@code linux.uml}
 * @param modules the directory of its modules, named by its release
 */
record UserModeLinux(Path program, Path modules) {

  private static final Path MODULES = Path.of("/usr/lib/uml/modules");
  private static final long LIMIT_SECONDS = 300;

  /**
   * Programs that may be setuid: in a user namespace their files are nobody's, and who starts them
   * would be nobody. A copy is not setuid, and who starts it stays root.
   */
  private static final List<String> COPIED = List.of("mount", "ping");

  /** Ends with the power off; the machine has no exit status. */
  private static final String INIT =
      """
      #!/bin/sh
      export PATH=DIRECTORY/bin:/usr/sbin:/usr/bin:/sbin:/bin
      mount -t proc proc /proc && mount -t sysfs sysfs /sys &&
      mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /mnt &&
      echo DIRECTORY/modprobe >/proc/sys/kernel/modprobe &&
      ip link set lo up &&
      cd /mnt && JAVA @DIRECTORY/arguments 2>&1
      echo o >/proc/sysrq-trigger
      sleep 60
      """;

  private static final String MODPROBE =
      """
      #!/bin/sh
      exec /sbin/modprobe -d DIRECTORY/tree "$@"
      """;

  /** The one that is installed. Without it the test fails: it would have proved nothing. */
  static UserModeLinux installed() {
    Path program = inPath("linux.uml");
    if (!Files.isExecutable(Path.of("/sbin/modprobe"))) {
      throw missing("there is no /sbin/modprobe");
    }
    try (Stream<Path> releases = Files.list(MODULES)) {
      return new UserModeLinux(
          program,
          releases
              .max(Comparator.naturalOrder())
              .orElseThrow(() -> missing(MODULES + " is empty")));
    } catch (IOException _) {
      throw missing("there is no " + MODULES);
    }
  }

  private static Path inPath(String program) {
    return Arrays.stream(String.valueOf(System.getenv("PATH")).split(":"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> missing(program + " is not in PATH"));
  }

  private static AssertionError missing(String what) {
    return new AssertionError(
        what + "; Debian has it: apt install user-mode-linux kmod iputils-ping iproute2");
  }

  /** Of the kernel, e.g. {@code 6.1.176}. */
  String release() {
    return modules.getFileName().toString();
  }

  /** Boots, runs a Java program as its only one, and returns all that was said, in lines. */
  List<String> run(Path directory, List<String> java) throws IOException, InterruptedException {
    Path tree = Files.createDirectories(directory.resolve("tree/lib/modules"));
    Files.createSymbolicLink(tree.resolve(release()), modules);
    Files.write(directory.resolve("arguments"), java.stream().map(UserModeLinux::quoted).toList());
    Path programs = Files.createDirectories(directory.resolve("bin"));
    for (String copied : COPIED) {
      Files.copy(inPath(copied), programs.resolve(copied));
    }
    script(directory, "modprobe", MODPROBE);
    script(directory, "init", INIT);
    Path said = directory.resolve("said");
    Process kernel =
        new ProcessBuilder(
                program.toString(),
                "mem=1024M",
                "rootfstype=hostfs",
                "rootflags=/",
                "ro",
                "init=" + directory.resolve("init"),
                "con=null",
                "con0=null,fd:1",
                "uml_dir=" + directory.resolve("uml"),
                "quiet")
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!kernel.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      kernel.descendants().forEach(ProcessHandle::destroyForcibly);
      kernel.destroyForcibly().waitFor();
    }
    return new String(Files.readAllBytes(said), UTF_8).lines().map(String::stripTrailing).toList();
  }

  private static void script(Path directory, String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(
        file,
        text.replace("DIRECTORY", directory.toString())
            .replace("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static String quoted(String word) {
    return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
