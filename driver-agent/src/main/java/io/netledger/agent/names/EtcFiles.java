package io.netledger.agent.names;

import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that processes in a sandbox shall see as /etc/resolv.conf and /etc/hosts, in a
 * directory named by the sandbox's id. They change in place: they may be mounted somewhere.
 */
final class EtcFiles {

  private static final String LOCAL =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      fe00::\tip6-localnet
      ff00::\tip6-mcastprefix
      ff02::1\tip6-allnodes
      ff02::2\tip6-allrouters
      """;

  private final Path directory;

  EtcFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes what a sandbox sees.
   *
   * @param sandboxId who sees it
   * @param sandbox whose network stack that is: itself or its donor
   */
  void write(String sandboxId, SandboxSpec sandbox, List<EndpointSpec> endpoints, ResolvConf host) {
    Path its = directory.resolve(sandboxId);
    try {
      Files.createDirectories(its);
      write(its.resolve("resolv.conf"), host.forSandbox(sandbox.dns()));
      write(its.resolve("hosts"), hosts(sandbox, endpoints));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of those files that are not as {@link #write} would write them. */
  List<String> stale(
      String sandboxId, SandboxSpec sandbox, List<EndpointSpec> endpoints, ResolvConf host) {
    Path its = directory.resolve(sandboxId);
    try {
      List<String> stale = new ArrayList<>();
      if (differs(its.resolve("resolv.conf"), host.forSandbox(sandbox.dns()))) {
        stale.add("resolv.conf");
      }
      if (differs(its.resolve("hosts"), hosts(sandbox, endpoints))) {
        stale.add("hosts");
      }
      return stale;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean differs(Path file, String text) throws IOException {
    return !Files.exists(file) || !Files.readString(file).equals(text);
  }

  private static String hosts(SandboxSpec sandbox, List<EndpointSpec> endpoints) {
    List<String> addresses = new ArrayList<>();
    endpoints.forEach(
        endpoint -> endpoint.addresses().forEach(it -> addresses.add(it.address().toString())));
    if (addresses.isEmpty()) {
      addresses.add("127.0.1.1"); // as Debian: programs ask for the address of their own host name
    }
    String names = "\t" + sandbox.name() + " " + Holder.shortId(sandbox.id()) + "\n";
    return LOCAL + addresses.stream().map(it -> it + names).collect(Collectors.joining());
  }

  private static void write(Path file, String text) throws IOException {
    if (differs(file, text)) {
      Files.writeString(file, text);
    }
  }

  void remove(String sandboxId) {
    Path its = directory.resolve(sandboxId);
    try {
      Files.deleteIfExists(its.resolve("resolv.conf"));
      Files.deleteIfExists(its.resolve("hosts"));
      Files.deleteIfExists(its);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes those of all others. */
  void keepOnly(Set<String> sandboxIds) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.list(directory)) {
      all.map(path -> path.getFileName().toString())
          .filter(id -> !sandboxIds.contains(id))
          .forEach(this::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
