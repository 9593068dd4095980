package io.netledger.ipam;

import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.StoreUnavailable;
import io.netledger.eventstore.postgres.Database;
import io.netledger.eventstore.postgres.DatabaseUrl;
import io.netledger.ipam.rpc.Offer;
import io.netledger.ipam.space.DefaultPools;
import io.netledger.wire.WireAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The program. */
@Command(
    name = "netledger-ipam-service",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Decides which subnets exist and who holds which address, and stores every change as an event.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  netledger-ipam-service --listen unix:/run/netledger/ipam.sock \\",
      "    --database-url jdbc:postgresql://127.0.0.1:5432/netledger_ipam \\",
      "    --database-user netledger_ipam --database-password-file /etc/netledger/ipam.password",
      "Then:",
      "  grpcurl -plaintext -unix /run/netledger/ipam.sock list",
      "It stops on SIGTERM. Exit codes: 0 stopped, 1 it cannot serve, 2 wrong options."
    })
public final class Main implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "ADDRESS",
      description = "Where to serve: unix:/path/to/socket, or tcp:127.0.0.1:PORT on loopback.")
  private String listen = "";

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
    int code = new Main().line.execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
    // Not when all is well: an exit within the end that a signal began waits for itself.
  }

  @Override
  public Integer call() throws InterruptedException {
    WireAddress address = option("--listen", () -> WireAddress.parse(listen));
    Offer offer = option("--default-pools", this::offer);
    DatabaseUrl url =
        option(
            "--database-url",
            () ->
                DatabaseUrl.parse(
                    databaseUrl,
                    Optional.ofNullable(databaseUser),
                    Optional.ofNullable(databasePasswordFile)));
    try (Database database = Database.open(url, "netledger_ipam");
        IpamService service =
            IpamService.start(LedgerSettings.of(database.dataSource()), address, offer)) {
      log.atInfo()
          .setMessage("serving")
          .addKeyValue("address", service.address())
          .addKeyValue("database", url)
          .log();
      service.serveUntilShutdown();
      return 0;
    } catch (IOException | IllegalStateException | StoreUnavailable e) {
      log.atError().setMessage("cannot serve").setCause(e).log();
      System.err.println("netledger-ipam-service: " + e.getMessage());
      return 1;
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
}
