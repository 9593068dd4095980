package io.netledger.wire;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where a service listens or is found. Printed as it is parsed. */
public sealed interface WireAddress {

  /** A UNIX domain socket: {@code unix:/var/lib/netledger/run/network.sock}. */
  record Unix(Path path) implements WireAddress {

    /** {@code sun_path} of unix(7) has 108 bytes, the last one a zero. */
    private static final int LONGEST_PATH = 107;

    public Unix {
      int length = path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      if (!path.isAbsolute() || length > LONGEST_PATH) {
        throw new IllegalArgumentException(
            "socket path \"%s\" (%d bytes); expected an absolute path of at most %d bytes"
                .formatted(path, length, LONGEST_PATH));
      }
    }

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * A port of a machine: {@code tcp:192.0.2.1:7443}, {@code tcp:[2001:db8::1]:7443}, {@code
   * tcp:ledger.example.org:7443}. Only with certificates on both sides. Port 0: any free one.
   */
  record Tcp(String host, int port) implements WireAddress {

    private static final int HIGHEST_PORT = 65_535;

    public Tcp {
      if (port < 0 || port > HIGHEST_PORT) {
        throw new IllegalArgumentException("port " + port + "; expected 0 to " + HIGHEST_PORT);
      }
    }

    @Override
    public String toString() {
      return "tcp:" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  Pattern TCP =
      Pattern.compile("tcp:(?:\\[([0-9a-fA-F:.]+)\\]|([0-9a-zA-Z][0-9a-zA-Z.-]*)):([0-9]{1,5})");

  /**
   * The address that {@code word} spells.
   *
   * @throws IllegalArgumentException with the word and what was expected
   */
  static WireAddress parse(String word) {
    if (word.startsWith("unix:")) {
      return new Unix(Path.of(word.substring("unix:".length())));
    }
    var tcp = TCP.matcher(word);
    if (tcp.matches()) {
      String host = tcp.group(1) == null ? tcp.group(2) : tcp.group(1);
      return new Tcp(host, Integer.parseInt(tcp.group(3)));
    }
    throw new IllegalArgumentException(
        "\"" + word + "\" is no address; expected unix:/path/to/socket or tcp:HOST:PORT");
  }
}
