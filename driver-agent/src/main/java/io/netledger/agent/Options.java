package io.netledger.agent;

import io.netledger.address.IpAddress;
import io.netledger.agent.sync.Reached;
import io.netledger.agent.sync.join.IdentityFolder;
import io.netledger.agent.sync.join.JoinTicket;
import io.netledger.identity.Fingerprint;
import io.netledger.wire.Replicas;
import io.netledger.wire.WireAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent is told on its command line.
 *
 * @param host this host's name
 * @param networkService where network-service's replicas listen
 * @param stateDirectory for what lives as long as the kernel: the sandboxes' namespaces
 * @param bootIdFile what it says is new after each boot
 * @param reached by which other hosts reach this one; empty: not at all
 * @param identity where the host's certificate is kept; used on TCP
 * @param ticket lets the host join, if it has no certificate
 */
record Options(
    String host,
    Replicas networkService,
    Path stateDirectory,
    Path bootIdFile,
    Optional<Reached> reached,
    IdentityFolder identity,
    Optional<JoinTicket> ticket) {

  private static final int LAST_PORT = 65_535;

  static final String HELP =
      """
      Usage: netledger-driver-agent --host NAME --network-service unix:PATH [OPTIONS]

      Makes one host's kernel as network-service says: bridges, network namespaces,
      cables, addresses, routes, and one nf_tables table. It needs CAP_NET_ADMIN and
      CAP_SYS_ADMIN over its network namespace (root, or a user namespace's root).

        --host NAME              this host's name: letters, digits, _ . -
        --network-service ADDR   where network-service listens: unix:/path/to/socket
                                 or tcp:HOST:PORT, which needs a certificate; its
                                 replicas with commas between: ADDR,ADDR
        --state-dir DIR          where sandboxes' network namespaces are mounted, in
                                 DIR/netns; must be empty after a boot
                                 (default: /run/netledger)
        --boot-id-file FILE      holds an id that is new after each boot
                                 (default: /proc/sys/kernel/random/boot_id)
        --underlay-address ADDR  address by which other hosts reach this one, of a link
                                 of this host; overlay networks need it
        --vxlan-port PORT        UDP port by which overlay networks go from host to
                                 host, the same on all (default: 4789)
        --identity-dir DIR       keeps the host's certificate and its key across boots;
                                 used on TCP (default: /var/lib/netledger/identity)
        --join tcp:HOST:PORT     where the host gets its first certificate
        --join-token TOKEN       lets it; @FILE reads it from a file. Good once
        --ca-fingerprint HEX     of the authority that the host is to believe
        --help                   this text

      Stopping the agent changes nothing in the kernel; a new one takes over what it
      finds. It logs to stderr, and "ready" when the first plan stands.

      On TCP both sides show certificates. "netledger host token create" prints the
      three options to join with; once the host has joined they are not looked at any
      more. The agent makes its keys itself, and renews its certificate in time.

      Example: netledger-driver-agent --host alpha \\
                 --network-service unix:/run/netledger/network-service.sock
      """;

  private static final List<String> NAMES =
      List.of(
          "--host",
          "--network-service",
          "--state-dir",
          "--boot-id-file",
          "--underlay-address",
          "--vxlan-port",
          "--identity-dir",
          "--join",
          "--join-token",
          "--ca-fingerprint");

  /** The command line is wrong; the message says how. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  /** Empty if help is asked for. */
  static Optional<Options> parse(String... arguments) throws Wrong {
    Map<String, String> values = new HashMap<>();
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("--help") || word.equals("-h")) {
        return Optional.empty();
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw new Wrong("unknown option \"" + word + "\"; known are " + String.join(", ", NAMES));
      }
      if (equals < 0 && !words.hasNext()) {
        throw new Wrong(name + " needs a value");
      }
      values.put(name, equals < 0 ? words.next() : word.substring(equals + 1));
    }
    return Optional.of(of(values));
  }

  private static Options of(Map<String, String> values) throws Wrong {
    String host = needed(values, "--host");
    if (!host.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}")) {
      throw new Wrong(
          "--host \"" + host + "\": [a-zA-Z0-9][a-zA-Z0-9_.-]* of at most 64 characters expected");
    }
    try {
      return new Options(
          host,
          Replicas.parse(needed(values, "--network-service")),
          Path.of(values.getOrDefault("--state-dir", "/run/netledger")),
          Path.of(values.getOrDefault("--boot-id-file", "/proc/sys/kernel/random/boot_id")),
          reached(values),
          new IdentityFolder(
              Path.of(values.getOrDefault("--identity-dir", "/var/lib/netledger/identity"))),
          ticket(values));
    } catch (IllegalArgumentException | IOException e) {
      throw new Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Reached> reached(Map<String, String> values) {
    String port = values.getOrDefault("--vxlan-port", "4789");
    if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > LAST_PORT) {
      throw new IllegalArgumentException(
          "--vxlan-port \"" + port + "\": 1 to " + LAST_PORT + " expected");
    }
    return Optional.of(values.getOrDefault("--underlay-address", ""))
        .filter(word -> !word.isEmpty())
        .map(word -> new Reached(IpAddress.parse(word), Integer.parseInt(port)));
  }

  private static Optional<JoinTicket> ticket(Map<String, String> values) throws Wrong, IOException {
    if (!values.containsKey("--join")) {
      return Optional.empty();
    }
    String where = needed(values, "--join");
    String token = needed(values, "--join-token");
    if (!(WireAddress.parse(where) instanceof WireAddress.Tcp address)) {
      throw new Wrong("--join " + where + ": tcp:HOST:PORT expected");
    }
    return Optional.of(
        new JoinTicket(
            address,
            token.startsWith("@") ? Files.readString(Path.of(token.substring(1))).strip() : token,
            Fingerprint.parse(needed(values, "--ca-fingerprint"))));
  }

  private static String needed(Map<String, String> values, String name) throws Wrong {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw new Wrong(name + " is needed");
    }
    return value;
  }
}
