package io.netledger.cli.session;

import io.netledger.identity.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the services of this machine are, by the conventions of {@code deploy/up}. */
public final class Deployment {

  private static final String UNIX = "unix:";

  private final Console console;
  private final GlobalOptions options;

  Deployment(Console console, GlobalOptions options) {
    this.console = console;
    this.options = options;
  }

  /** Addresses of network-service, with commas between. */
  String service() {
    return chosen(options.service(), "NETLEDGER_SERVICE").orElseGet(() -> sockets("network"));
  }

  /** Addresses of ipam-service, likewise. */
  String ipam() {
    return chosen(options.ipam(), "NETLEDGER_IPAM").orElseGet(() -> sockets("ipam"));
  }

  /** Who the caller is on TCP; empty: nothing was said of it. */
  Optional<TlsFiles> tls() {
    Optional<Path> certificate = chosen(options.certificate(), "NETLEDGER_CERT").map(Path::of);
    Optional<Path> key = chosen(options.key(), "NETLEDGER_KEY").map(Path::of).or(() -> certificate);
    Optional<Path> authority = chosen(options.authority(), "NETLEDGER_CA").map(Path::of);
    try {
      return TlsFiles.of(certificate, key, authority, "--cert, --key and --ca");
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Process that holds a simulated host's namespaces; empty: the host is this machine itself. */
  public Optional<Long> holder(String host) {
    Path file = data().resolve("hosts").resolve(host).resolve("holder.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      throw Failure.refused(
          "cannot read the process that holds host " + host + " from " + file + ": " + e);
    }
  }

  private Optional<String> chosen(String option, String variable) {
    return option.isEmpty() ? console.variable(variable) : Optional.of(option);
  }

  /** Of all replicas that {@code deploy/up --replicas} has started, the first before the others. */
  private String sockets(String service) {
    Path run = data().resolve("run");
    StringBuilder all = new StringBuilder(UNIX).append(run.resolve(service + ".sock"));
    Path another = run.resolve(service + "-2.sock");
    for (int number = 3; Files.exists(another); number++) {
      all.append(',').append(UNIX).append(another);
      another = run.resolve(service + "-" + number + ".sock");
    }
    return all.toString();
  }

  /** $NETLEDGER_DATA; else the directory that the chosen socket lies in; else the usual place. */
  private Path data() {
    return console
        .variable("NETLEDGER_DATA")
        .map(Path::of)
        .or(() -> chosen(options.service(), "NETLEDGER_SERVICE").flatMap(Deployment::around))
        .orElseGet(this::usual);
  }

  private static Optional<Path> around(String address) {
    if (!address.startsWith(UNIX)) {
      return Optional.empty();
    }
    String first = address.split("," + UNIX, 2)[0];
    Path run = Path.of(first.substring(UNIX.length())).getParent();
    return run != null && run.endsWith("run")
        ? Optional.ofNullable(run.getParent())
        : Optional.empty();
  }

  private Path usual() {
    if (console
        .variable("USER")
        .or(() -> Optional.of(System.getProperty("user.name")))
        .get()
        .equals("root")) {
      return Path.of("/var/lib/netledger");
    }
    Path state =
        console
            .variable("XDG_STATE_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
    return state.resolve("netledger");
  }
}
