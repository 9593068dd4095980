package io.netledger.agent;

import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.names.Names;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.sync.AgentSync;
import io.netledger.agent.sync.Identity;
import io.netledger.agent.sync.join.Joining;
import io.netledger.agent.sync.join.Renewal;
import io.netledger.identity.Credentials;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver-agent's program: one process a host, inside the host's namespaces. */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      Optional<Options> options = Options.parse(arguments);
      if (options.isEmpty()) {
        System.out.print(Options.HELP);
        return 0;
      }
      serve(options.get());
      return 0;
    } catch (Options.Wrong e) {
      System.err.println(e.getMessage());
      System.err.println("See --help.");
      return 125;
    } catch (IOException | RuntimeException e) {
      LOG.atError().setCause(e).log("cannot start: {}", e.getMessage());
      return 1;
    }
  }

  private static AgentSync converse(Options options, Identity identity, LinuxKernel kernel)
      throws IOException {
    Optional<Credentials> credentials = credentials(options);
    WireChannel channel =
        WireChannel.open(options.networkService(), "network-service", credentials);
    AgentSync sync = AgentSync.start(identity, channel, kernel);
    credentials.ifPresent(
        own -> Renewal.start(options.host(), options.identity(), own, channel, sync::reconnect));
    return sync;
  }

  private static Optional<Credentials> credentials(Options options) throws IOException {
    return options.networkService().isTcp()
        ? Optional.of(Joining.credentials(options.host(), options.identity(), options.ticket()))
        : Optional.empty();
  }

  private static void serve(Options options) throws IOException {
    String bootId = Files.readString(options.bootIdFile()).strip();
    NetworkNamespace host = NetworkNamespace.ofThisProcess();
    var kernel =
        new LinuxKernel(
            host,
            options.stateDirectory().resolve("netns"),
            Names.start(host, options.stateDirectory().resolve("etc"), RESOLV_CONF));
    var identity =
        new Identity(
            options.host(),
            bootId,
            options.reached(),
            kernel.capabilities(),
            Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("unknown"));
    LOG.atInfo()
        .addKeyValue("host", identity.host())
        .addKeyValue("bootId", bootId)
        .addKeyValue("networkService", options.networkService())
        .addKeyValue("capabilities", identity.capabilities().present())
        .addKeyValue("missing", identity.capabilities().missing())
        .log("starting");
    AgentSync sync = converse(options, identity, kernel);
    var over = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> {
                  sync.close();
                  over.countDown();
                }));
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
