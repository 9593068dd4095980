package io.netledger.cli.session;

import com.google.protobuf.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command has. */
public final class GlobalOptions {

  @Option(
      names = "--service",
      paramLabel = "ADDRESS",
      scope = ScopeType.INHERIT,
      description =
          "network-service: unix:PATH, or tcp:HOST:PORT with --cert, --key and --ca; replicas with commas"
              + " between (default: $NETLEDGER_SERVICE, else the socket run/network.sock in"
              + " $NETLEDGER_DATA or its default)")
  private String service = "";

  @Option(
      names = "--ipam",
      paramLabel = "ADDRESS",
      scope = ScopeType.INHERIT,
      description = "ipam-service, likewise (default: $NETLEDGER_IPAM, else run/ipam.sock there)")
  private String ipam = "";

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "Your certificate, which says who you are on TCP; 'deploy/certificate client/NAME DIRECTORY'"
              + " makes one (default: $NETLEDGER_CERT)")
  private String certificate = "";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Its private key, PEM (default: $NETLEDGER_KEY, else the file of --cert)")
  private String key = "";

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Certificate of the authority that you believe (default: $NETLEDGER_CA)")
  private String authority = "";

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

  String certificate() {
    return certificate;
  }

  String key() {
    return key;
  }

  String authority() {
    return authority;
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
    return Optional.of(Span.parse(wait, "--wait"));
  }
}
