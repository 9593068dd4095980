package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.witness.Resident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A dockerd of our own, with everything in one directory and in namespaces of its own: network,
 * since it changes bridges and firewall; mounts, since containers are mounted and others' plugins
 * and containerd lie in /run; and processes, so that all it has started ends with it. It ends when
 * this JVM ends, however that happens: its first process waits for the end of its input.
 */
final class Dockerd implements Contestant, AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(60);

  /**
   * The first process of the namespaces; arguments: directory, name of a cgroup, the programs. The
   * cgroups of version 1 are mounted if nobody has done so, as Debian's cgroupfs-mount does.
   */
  private static final String FIRST =
      """
      set -eu
      directory=$1 cgroup=$2
      mount -t tmpfs -o mode=755 tmpfs /run
      ip link set lo up
      grep -q ' /sys/fs/cgroup.* - cgroup' /proc/self/mountinfo || {
        mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
        for controller in $(awk '!/^#/ && $4 == 1 { print $1 }' /proc/cgroups); do
          mkdir "/sys/fs/cgroup/$controller"
          mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller" || true
        done
      }
      exec 3<&0
      dockerd --host "unix://$directory/docker.sock" --data-root "$directory/data" \\
        --exec-root "$directory/exec" --pidfile "$directory/pid" --storage-driver vfs \\
        --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$cgroup" --log-level warn \\
        </dev/null >"$directory/log" 2>&1 &
      daemon=$!
      { cat <&3 >/dev/null; kill "$daemon"; } &
      wait "$daemon" || true
      find /sys/fs/cgroup -depth -type d -path "*/$cgroup*" -exec rmdir {} + 2>/dev/null || true
      """;

  private final Process first;
  private final Path directory;

  private Dockerd(Process first, Path directory) {
    this.first = first;
    this.directory = directory;
  }

  /** Why there can be none here; empty: there can. */
  static Optional<String> missing(boolean root) {
    List<String> absent =
        Stream.of("dockerd", "containerd", "iptables", "busybox")
            .filter(program -> !isInstalled(program))
            .toList();
    if (!absent.isEmpty()) {
      return Optional.of(
          "dockerd is MISSING as a peer: no "
              + String.join(", ", absent)
              + " in PATH (Debian: apt install --no-install-recommends docker.io iptables"
              + " busybox-static)");
    }
    return root
        ? Optional.empty()
        : Optional.of("dockerd is MISSING as a peer: it needs root, and this is a normal user");
  }

  private static boolean isInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/bin:/bin";
    return Stream.of(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Starts one in {@code directory}, a new one, and returns when it answers and has the image. */
  static Dockerd start(Path directory) {
    try {
      Files.createDirectories(directory);
      var builder =
          new ProcessBuilder(
              List.of(
                  "unshare",
                  "--net",
                  "--pid",
                  "--fork",
                  "--mount-proc",
                  "--kill-child",
                  "--propagation",
                  "private",
                  "--",
                  "sh",
                  "-c",
                  FIRST,
                  "dockerd",
                  directory.toString(),
                  "netledger-bench-"
                      + ProcessHandle.current().pid()
                      + "-"
                      + directory.getFileName()));
      builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
      builder.redirectErrorStream(true).redirectOutput(directory.resolve("first.log").toFile());
      var dockerd = new Dockerd(builder.start(), directory);
      // So that nobody deletes the directory below it.
      Runtime.getRuntime().addShutdownHook(new Thread(dockerd::close, "end-dockerd"));
      dockerd.awaitAnswer();
      return dockerd;
    } catch (IOException e) {
      throw new UncheckedIOException("dockerd cannot be started", e);
    }
  }

  private void awaitAnswer() {
    long limit = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (ended(Duration.ofMillis(50)) || System.nanoTime() > limit) {
        first.destroyForcibly();
        throw new IllegalStateException("dockerd has not started:\n" + log());
      }
    }
    try (var engine = new DockerEngine(socket())) {
      engine.image(BusyboxImage.tar(directory.resolve("image")));
    }
  }

  private boolean answers() {
    try (var http = new UnixHttp(socket())) {
      return http.send("GET", "/_ping", "text/plain", new byte[0]).status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("first.log"))
          + (Files.exists(directory.resolve("log"))
              ? Files.readString(directory.resolve("log"))
              : "");
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public String name() {
    return "dockerd";
  }

  @Override
  public DockerEngine caller() {
    return new DockerEngine(socket());
  }

  @Override
  public List<String> onHost() {
    return List.of("nsenter", "--target=" + init(), "--net", "--mount", "--pid", "--");
  }

  @Override
  public List<String> inSandbox(String name) {
    List<String> entry = new ArrayList<>(onHost());
    try (var engine = caller()) {
      entry.addAll(List.of("nsenter", "--target=" + engine.process(name), "--net", "--"));
    }
    return entry;
  }

  /** The first process of its namespaces. */
  long init() {
    return first.children().mapToLong(ProcessHandle::pid).findFirst().orElseThrow();
  }

  /** What its own process holds in memory, without containerd and the containers' shims. */
  OptionalDouble residentMegabytes() {
    // unshare, then the first process, then dockerd.
    return first
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/dockerd"))
        .mapToLong(ProcessHandle::pid)
        .mapToObj(Resident::megabytes)
        .mapToDouble(Double::doubleValue)
        .max();
  }

  private Path socket() {
    return directory.resolve("docker.sock");
  }

  /** Ends it and all it has started. */
  @Override
  public void close() {
    try {
      first.getOutputStream().close();
    } catch (IOException _) {
      // It has ended already.
    }
    if (!ended(STOP)) {
      first.destroyForcibly();
      ended(STOP);
    }
  }

  private boolean ended(Duration limit) {
    try {
      return first.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Makes the root file system of the containers: one static program. */
  private static final class BusyboxImage {

    private BusyboxImage() {}

    static byte[] tar(Path root) throws UncheckedIOException {
      try {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Path busybox =
            Stream.of("/bin/busybox", "/usr/bin/busybox")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        Files.copy(busybox, bin.resolve("busybox"));
        Files.createSymbolicLink(bin.resolve("sleep"), Path.of("busybox"));
        Process tar =
            new ProcessBuilder("tar", "-C", root.toString(), "-cf", "-", ".")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return Objects.requireNonNull(tar.getInputStream().readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException("the image cannot be made", e);
      }
    }
  }
}
