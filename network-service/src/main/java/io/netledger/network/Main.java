package io.netledger.network;

import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.postgres.Database;
import io.netledger.eventstore.postgres.DatabaseUrl;
import io.netledger.identity.Credentials;
import io.netledger.network.rpc.Signing;
import io.netledger.wire.Replicas;
import io.netledger.wire.WireAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts network-service and runs it until it is told to stop. */
@Command(
    name = "network-service",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    separator = " ",
    description = {
      "Decides which networks, sandboxes, endpoints and hosts exist, and writes each decision into its"
          + " ledger.",
      ""
    },
    footer = {
      "",
      "It stores all it knows in one PostgreSQL database and needs nothing else on disk. ipam-service"
          + " may come later or go away: what needs an address waits for it. SIGTERM stops it cleanly;"
          + " kill -9 loses nothing that was answered.",
      "",
      "Example:",
      "  network-service --database-url jdbc:postgresql://127.0.0.1:5432/netledger_network \\",
      "    --database-user netledger --database-password-file /etc/netledger/password \\",
      "    --listen unix:/run/netledger/network.sock --ipam unix:/run/netledger/ipam.sock",
      "",
      "On TCP it speaks TLS 1.3 with certificates on both sides, and answers nobody else:",
      "  … --listen tcp:0.0.0.0:7443 --tls-cert network-service.pem --tls-key network-service.pem \\",
      "    --tls-ca ca.pem --join-listen tcp:0.0.0.0:7444 --ca-key ca.key",
      "",
      "Look at it: grpcurl -plaintext -unix /run/netledger/network.sock list"
    })
public final class Main implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  /** How long a stop may take before the JVM ends anyway. */
  private static final Duration STOPPING = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--database-url",
      required = true,
      paramLabel = "jdbc:postgresql://HOST:PORT/DB|embedded:DIR",
      description =
          "The service's own database; its tables are made and migrated at the start. embedded:DIR"
              + " runs a PostgreSQL of its own in DIR.")
  private String databaseUrl = "";

  @Option(
      names = "--database-user",
      paramLabel = "USER",
      description = "Who the service is there; may create schemas.")
  private @Nullable String databaseUser;

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the user's password.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "unix:PATH|tcp:HOST:PORT",
      description =
          "Where it is called: a UNIX socket (mode 0660), or a port, which needs --tls-cert, --tls-key"
              + " and --tls-ca. May be given several times.")
  private List<String> listen = new ArrayList<>();

  @Option(
      names = "--ipam",
      required = true,
      paramLabel = "unix:PATH|tcp:HOST:PORT",
      description =
          "Where ipam-service is called; its replicas with commas between: unix:PATH,unix:PATH.")
  private String ipam = "";

  @Mixin private final TlsOptions tls = new TlsOptions();

  @Mixin private final JoinOptions join = new JoinOptions();

  @Mixin private final CheckpointOptions checkpoints = new CheckpointOptions();

  @Option(
      names = "--await-import",
      description =
          "Leave an empty ledger empty, without the predefined networks, for 'netledger history"
              + " import'.")
  private boolean awaitImport;

  /** Exit code 2: the command line is wrong; 1: the service could not start. */
  public static void main(String[] arguments) {
    int code = new CommandLine(new Main()).execute(arguments);
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
    // Not when all is well: an exit within the end that a signal began waits for itself.
  }

  @Override
  public Integer call() throws InterruptedException {
    DatabaseUrl url = databaseUrl();
    List<WireAddress> listening =
        listen.stream().map(word -> address("--listen", word, WireAddress::parse)).toList();
    Replicas ipamReplicas = address("--ipam", ipam, Replicas::parse);
    Optional<Credentials> credentials = option(tls::credentials);
    Optional<Signing> signing = option(() -> join.signing(tls));
    HistorySettings history = new HistorySettings(option(checkpoints::sealing), awaitImport);
    check(listening, ipamReplicas, credentials);
    try (Database database = Database.open(url, "netledger_network");
        Service service =
            Service.start(
                new Service.Settings(
                    LedgerSettings.of(database.dataSource()),
                    listening,
                    ipamReplicas,
                    credentials,
                    signing,
                    history))) {
      CountDownLatch stop = new CountDownLatch(1);
      Thread main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, main), "stop"));
      LOG.info("network-service serves on {}, stores in {}", words(service.addresses()), url);
      stop.await();
      return CommandLine.ExitCode.OK;
    } catch (IOException | RuntimeException e) {
      LOG.error("network-service cannot start", e);
      spec.commandLine().getErr().println("network-service: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** The JVM ends when its hooks do, so this one waits until everything is closed. */
  private static void stopAndWait(CountDownLatch stop, Thread main) {
    stop.countDown();
    try {
      main.join(STOPPING);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private DatabaseUrl databaseUrl() {
    try {
      return DatabaseUrl.parse(
          databaseUrl, Optional.ofNullable(databaseUser), Optional.ofNullable(passwordFile));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void check(
      List<WireAddress> listening, Replicas ipamReplicas, Optional<Credentials> credentials) {
    Stream.concat(listening.stream(), ipamReplicas.addresses().stream())
        .filter(WireAddress.Tcp.class::isInstance)
        .filter(_ -> credentials.isEmpty())
        .findFirst()
        .ifPresent(address -> {
          throw new ParameterException(
              spec.commandLine(),
              address
                  + " needs --tls-cert, --tls-key and --tls-ca: nothing is said on TCP without");
        });
  }

  private <T> T option(Callable<T> value) {
    try {
      return value.call();
    } catch (Exception e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private <A> A address(String option, String word, Function<String, A> parse) {
    try {
      return parse.apply(word);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }

  private static String words(List<WireAddress> addresses) {
    return addresses.stream().map(WireAddress::toString).collect(Collectors.joining(", "));
  }
}
