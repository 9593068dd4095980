package io.netledger.cli.session;

import com.google.protobuf.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has. */
public final class GlobalOptions {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)?");

  @Option(
      names = "--service",
      paramLabel = "ADDRESS",
      scope = ScopeType.INHERIT,
      description =
          "network-service: unix:PATH or tcp:HOST:PORT (default: $NETLEDGER_SERVICE, else the socket"
              + " run/network.sock in $NETLEDGER_DATA or its default)")
  private String service = "";

  @Option(
      names = "--ipam",
      paramLabel = "ADDRESS",
      scope = ScopeType.INHERIT,
      description = "ipam-service, likewise (default: $NETLEDGER_IPAM, else run/ipam.sock there)")
  private String ipam = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      scope = ScopeType.INHERIT,
      description = "Why, for the ledger: stored with every event that the command causes")
  private String reason = "";

  @Option(
      names = "--request-id",
      paramLabel = "ID",
      scope = ScopeType.INHERIT,
      description = "Makes a retry safe: the same command with the same id is carried out once")
  private String requestId = "";

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      scope = ScopeType.INHERIT,
      description = "How long to wait for a host: 500ms, 10s, 2m; 0: not at all (default: 10s)")
  private String wait = "";

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where an unexpected error comes from")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text")
  private boolean help;

  String service() {
    return service;
  }

  String ipam() {
    return ipam;
  }

  String reason() {
    return reason;
  }

  String requestId() {
    return requestId;
  }

  /** Whether unexpected errors show their stack. */
  public boolean debug() {
    return debug;
  }

  /** Whether the help text is asked for. */
  public boolean help() {
    return help;
  }

  /** The wait that was asked for; empty: the service's own. */
  Optional<Duration> waiting() {
    if (wait.isEmpty()) {
      return Optional.empty();
    }
    Matcher parts = DURATION.matcher(wait);
    if (!parts.matches()) {
      throw Failure.usage(
          "invalid argument \""
              + wait
              + "\" for \"--wait\" flag: expected a duration such as 500ms, 10s or 2m");
    }
    long number = Long.parseLong(parts.group(1));
    String unit = parts.group(2) == null ? "s" : parts.group(2);
    long millis =
        switch (unit) {
          case "ms" -> number;
          case "m" -> number * 60_000;
          case "h" -> number * 3_600_000;
          default -> number * 1000;
        };
    return Optional.of(
        Duration.newBuilder()
            .setSeconds(millis / 1000)
            .setNanos((int) (millis % 1000) * 1_000_000)
            .build());
  }
}
