package io.netledger.ipam;

import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.Sealing;
import io.netledger.eventstore.postgres.Database;
import io.netledger.eventstore.postgres.DatabaseUrl;
import io.netledger.identity.Credentials;
import io.netledger.ipam.rpc.Offer;
import io.netledger.ipam.space.DefaultPools;
import io.netledger.wire.WireAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Starts ipam-service and runs it until it is told to stop. */
@Command(
    name = "ipam-service",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    separator = " ",
    usageHelpAutoWidth = true,
    description = {
      "Decides which subnets exist and who holds which address, and writes each decision into its"
          + " ledger.",
      ""
    },
    footer = {
      "",
      "It stores all it knows in one PostgreSQL database and needs nothing else on disk. SIGTERM stops"
          + " it cleanly; kill -9 loses nothing that was answered.",
      "",
      "Example:",
      "  ipam-service --database-url jdbc:postgresql://127.0.0.1:5432/netledger_ipam \\",
      "    --database-user netledger --database-password-file /etc/netledger/password \\",
      "    --listen unix:/run/netledger/ipam.sock",
      "",
      "Look at it: grpcurl -plaintext -unix /run/netledger/ipam.sock list",
      "",
      "Exit codes: 1 it cannot serve, 2 wrong options, 143 stopped by SIGTERM."
    })
public final class Main implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  /** How long a stop may take before the JVM ends anyway. */
  private static final long STOPPING_SECONDS = 10;

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "unix:PATH|tcp:HOST:PORT",
      description =
          "Where it is called: a UNIX socket (mode 0660), or a port, which needs --tls-cert, --tls-key"
              + " and --tls-ca. May be given several times.")
  private List<String> listen = new ArrayList<>();

  @Mixin private final TlsOptions tls = new TlsOptions();

  @Mixin private final CheckpointOptions checkpoints = new CheckpointOptions();

  @Option(
      names = "--database-url",
      required = true,
      paramLabel = "URL",
      description =
          "Where to store: jdbc:postgresql://HOST:PORT/DATABASE, or embedded:DIRECTORY for a"
              + " server of its own.")
  private String databaseUrl = "";

  @Option(names = "--database-user", paramLabel = "NAME", description = "User of the database.")
  private @Nullable String databaseUser;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "File that has the user's password in its first line.")
  private @Nullable Path databasePasswordFile;

  @Option(
      names = "--default-pools",
      paramLabel = "LIST|FILE",
      description =
          "Subnets for those who do not care which, in order. BASE:LENGTH cuts a block into pieces,"
              + " e.g. 172.17.0.0/16,192.168.0.0/16:20,fd00:1::/48:64; or the path of a file with"
              + " one on each line. Usual: Docker's list, and fd4e:6574:6c65::/48:64.")
  private @Nullable String defaultPools;

  @Option(
      names = "--spaces",
      paramLabel = "NAME",
      split = ",",
      description = "Address spaces; the first is meant where none is named. Usual: local,global.")
  private List<String> spaces = Offer.DOCKERS.spaces();

  private final CommandLine line = new CommandLine(this);

  private Main() {}

  /** Serves until it is told to stop. */
  public static void main(String[] arguments) {
    System.exit(new Main().line.execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    List<WireAddress> addresses =
        option("--listen", () -> listen.stream().map(WireAddress::parse).toList());
    Optional<Credentials> credentials = option("TLS", tls::credentials);
    checkTcp(addresses, credentials);
    Offer offer = option("--default-pools", this::offer);
    Optional<Sealing> sealing = option("--checkpoint-key", checkpoints::sealing);
    DatabaseUrl url =
        option(
            "--database-url",
            () ->
                DatabaseUrl.parse(
                    databaseUrl,
                    Optional.ofNullable(databaseUser),
                    Optional.ofNullable(databasePasswordFile)));
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Database database = Database.open(url, "netledger_ipam");
        IpamService service =
            IpamService.start(
                LedgerSettings.of(database.dataSource()), addresses, credentials, offer, sealing)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "stop"));
      log.info("ipam-service serves on {}, stores in {}", words(service.addresses()), url);
      stop.await();
      return CommandLine.ExitCode.OK;
    } catch (IOException | RuntimeException e) {
      log.error("ipam-service cannot start", e);
      line.getErr().println("ipam-service: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } finally {
      stopped.countDown(); // all is closed
    }
  }

  /**
   * The JVM ends when its hooks do, so this one waits until everything is closed. It does not wait
   * for the main thread itself, which hangs in {@link System#exit} until the hooks are done.
   */
  private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      if (!stopped.await(STOPPING_SECONDS, TimeUnit.SECONDS)) {
        log.warn("not everything was closed within {} s", STOPPING_SECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void checkTcp(List<WireAddress> addresses, Optional<Credentials> credentials) {
    for (WireAddress address : addresses) {
      if (address instanceof WireAddress.Tcp && credentials.isEmpty()) {
        throw new ParameterException(
            line,
            address + " needs --tls-cert, --tls-key and --tls-ca: nothing is said on TCP without");
      }
    }
  }

  private Offer offer() {
    return new Offer(
        spaces,
        Optional.ofNullable(defaultPools).map(Main::defaultPools).orElse(DefaultPools.DOCKERS));
  }

  private static DefaultPools defaultPools(String listOrFile) {
    Path file = Path.of(listOrFile);
    if (!Files.isRegularFile(file)) {
      return DefaultPools.parse(listOrFile);
    }
    try {
      return DefaultPools.parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private <T> T option(String name, Callable<T> value) {
    try {
      return value.call();
    } catch (Exception e) {
      throw new ParameterException(line, name + ": " + e.getMessage(), e);
    }
  }

  private static String words(List<WireAddress> addresses) {
    return addresses.stream().map(WireAddress::toString).collect(Collectors.joining(", "));
  }
}
