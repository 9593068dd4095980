package io.netledger.agent.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.netledger.agent.names.Names;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netns.NamespaceDirectory;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A host of the test's own: a network namespace, and a directory for the agent's state. Seen with
 * iproute2, nftables and packets, not with our own code.
 */
public final class TestHost implements BeforeEachCallback, AfterEachCallback {

  private @Nullable Path directory;
  private @Nullable NamespaceDirectory hosts;
  private @Nullable NetworkNamespace namespace;
  private final List<NetworkNamespace> others = new ArrayList<>();

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("netledger-host").toRealPath();
    hosts = NamespaceDirectory.at(directory.resolve("hosts"));
    namespace = hosts.create("host");
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    namespace().close();
    others.forEach(NetworkNamespace::close);
    NamespaceDirectory all = requireNonNull(hosts);
    all.list().forEach(all::delete);
    clear(directory().resolve("hosts"));
    if (Files.exists(sandboxes())) {
      NamespaceDirectory made = NamespaceDirectory.at(sandboxes());
      made.list().forEach(made::delete);
      clear(sandboxes());
    }
    removeEtc();
    Files.deleteIfExists(resolvConf());
    Files.delete(directory());
  }

  private void removeEtc() throws IOException {
    if (Files.exists(etc())) {
      try (var files = Files.walk(etc())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void clear(Path mounted) throws IOException {
    Libc.umount2(mounted.toString(), Libc.MNT_DETACH);
    try (var files = Files.list(mounted)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(mounted);
  }

  public Path directory() {
    return requireNonNull(directory);
  }

  public NetworkNamespace namespace() {
    return requireNonNull(namespace);
  }

  /** Where the sandboxes' namespaces are. */
  public Path sandboxes() {
    return directory().resolve("netns");
  }

  /** Unmounts a sandbox's namespace by hand, and leaves its file. */
  public void unmount(SandboxSpec sandbox) {
    Libc.umount2(sandboxes().resolve(sandbox.id()).toString(), Libc.MNT_DETACH);
  }

  /** Unmounts a sandbox's namespace by hand, as a reboot does with all. */
  public void forget(SandboxSpec sandbox) {
    unmount(sandbox);
    try {
      Files.delete(sandboxes().resolve(sandbox.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in a file. */
  public String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file anew. */
  public void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What processes in sandboxes shall see of /etc, by the sandbox's id. */
  public Path etc() {
    return directory().resolve("etc");
  }

  /** The host's resolv.conf; there is none at first. */
  public Path resolvConf() {
    return directory().resolve("resolv.conf");
  }

  /** A kernel over this host, as an agent that starts has it. */
  public LinuxKernel kernel() {
    return new LinuxKernel(namespace(), sandboxes(), Names.start(namespace(), etc(), resolvConf()));
  }

  /** Another namespace, beside the host and not ours to change. */
  public NetworkNamespace other(String name) {
    NetworkNamespace other = requireNonNull(hosts).create(name);
    others.add(other);
    return other;
  }

  /** What a command says on the host. It fails the test if it fails, or takes more than 10 s. */
  public String see(String... command) {
    return see(namespace().file(), command);
  }

  /** What a command on the host says that fails; empty if it succeeds. */
  public Optional<String> refusal(String... command) {
    Said said = run(namespace().file(), command);
    return said.status() == 0 ? Optional.empty() : Optional.of(said.text());
  }

  /** As {@link #see}, in a sandbox. */
  public String see(SandboxSpec sandbox, String... command) {
    return see(sandboxes().resolve(sandbox.id()), command);
  }

  /** As {@link #see}, in any namespace. */
  public static String see(Path namespace, String... command) {
    Said said = run(namespace, command);
    if (said.status() != 0) {
      throw new AssertionError(
          String.join(" ", command) + " ended with " + said.status() + ": " + said.text());
    }
    return said.text();
  }

  /** Whether one ping of at most a second comes back. */
  public boolean pings(SandboxSpec from, String to) {
    Path namespace = sandboxes().resolve(from.id());
    return run(namespace, "ping", "-n", "-c1", "-W2", to).status() == 0;
  }

  /** Pings every 10 ms until its process is interrupted, then says how many were lost. */
  public Process pingForAWhile(SandboxSpec from, String to) {
    Process ping = start(sandboxes().resolve(from.id()), "ping", "-n", "-i", "0.01", to);
    awaitMove(ping);
    return ping;
  }

  /** Ends a process as Ctrl-C does, and returns all it has said. */
  public String endOf(Process process) throws IOException {
    see("kill", "-INT", Long.toString(process.pid()));
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /** Waits until a process that was just started has left the test's own namespace. */
  public static void awaitMove(Process process) {
    try (NetworkNamespace own = NetworkNamespace.ofThisProcess()) {
      Awaitility.await()
          .until(() -> {
            try (NetworkNamespace its = NetworkNamespace.ofProcess(process.pid())) {
              return its.id() != own.id();
            }
          });
    }
  }

  private record Said(int status, String text) {}

  private static Said run(Path namespace, String... command) {
    Process process = start(namespace, command);
    try {
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(String.join(" ", command), e);
    }
  }

  /** A process in a namespace, for 10 s at most. */
  public static Process start(Path namespace, String... command) {
    List<String> all = new ArrayList<>(List.of("nsenter", "--net=" + namespace, "timeout", "10"));
    all.addAll(List.of(command));
    try {
      return new ProcessBuilder(all).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError(String.join(" ", command), e);
    }
  }
}
