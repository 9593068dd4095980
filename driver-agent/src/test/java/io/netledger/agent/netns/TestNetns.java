package io.netledger.agent.netns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.netlink.route.RouteSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A network namespace of the test's own, before and after which there is nothing. Without the
 * privilege to make one the test fails, it is not skipped: run as root, or as anybody under {@code
 * unshare -Urnm}.
 *
 * <p>Our code writes, {@link #see} looks with somebody else's.
 */
public final class TestNetns implements BeforeEachCallback, AfterEachCallback {

  private static final String SECONDS = "10";

  private final List<AutoCloseable> opened = new ArrayList<>();
  private @Nullable Path directory;
  private @Nullable NamespaceDirectory namespaces;
  private @Nullable NetworkNamespace namespace;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("netledger-test").toRealPath();
    namespaces = NamespaceDirectory.at(directory);
    namespace = namespaces.create("it");
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (AutoCloseable it : opened.reversed()) {
      it.close();
    }
    if (namespace != null) {
      namespace.close();
    }
    if (namespaces != null) {
      namespaces.delete("it");
      Libc.umount2(requireNonNull(directory).toString(), Libc.MNT_DETACH);
    }
    Files.delete(requireNonNull(directory));
  }

  public NetworkNamespace namespace() {
    return requireNonNull(namespace);
  }

  public Path file() {
    return namespace().file();
  }

  /** A new socket inside, closed after the test. */
  public RouteSocket route() {
    return closedAfterwards(namespace().inside(RouteSocket::open));
  }

  /** A new socket inside, closed after the test. */
  public NftSocket nft() {
    return closedAfterwards(namespace().inside(NftSocket::open));
  }

  public <T extends AutoCloseable> T closedAfterwards(T it) {
    opened.add(it);
    return it;
  }

  /**
   * What a command says inside the namespace, on both outputs. It fails the test if it fails, or
   * takes more than 10 s.
   */
  public String see(String... command) {
    Said said = run(command);
    if (said.status() != 0) {
      throw new AssertionError(
          String.join(" ", command) + " ended with " + said.status() + ": " + said.text());
    }
    return said.text();
  }

  /** Whether a command succeeds inside the namespace within 10 s. */
  public boolean succeeds(String... command) {
    return run(command).status() == 0;
  }

  private record Said(int status, String text) {}

  private Said run(String... command) {
    List<String> all = new ArrayList<>(List.of("nsenter", "--net=" + file(), "timeout", SECONDS));
    all.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(String.join(" ", command), e);
    }
  }
}
