package io.netledger.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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

  /** A port on the loopback interface: {@code tcp:127.0.0.1:7070}. Port 0: any free one. */
  record Loopback(InetSocketAddress socket) implements WireAddress {

    public Loopback {
      if (!socket.getAddress().isLoopbackAddress()) {
        throw new IllegalArgumentException(
            socket.getAddress().getHostAddress()
                + " is not a loopback address; expected 127.0.0.1 or [::1]: without a certificate"
                + " nothing is served to other machines");
      }
    }

    @Override
    public String toString() {
      String host = socket.getAddress().getHostAddress();
      return "tcp:" + (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getPort();
    }
  }

  Pattern TCP = Pattern.compile("tcp:(?:\\[([0-9a-fA-F:]+)\\]|([0-9.]+)):([0-9]{1,5})");

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
      try {
        return new Loopback(
            new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(tcp.group(3))));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("\"" + word + "\": " + e.getMessage(), e);
      }
    }
    throw new IllegalArgumentException(
        "\"" + word + "\" is no address; expected unix:/path/to/socket or tcp:127.0.0.1:PORT");
  }
}
