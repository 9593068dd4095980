package io.netledger.cli.port;

import io.netledger.cli.session.Failure;
import io.netledger.proto.network.v1.PortProtocol;
import io.netledger.proto.network.v1.PublishedPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the words of {@code --publish} to ports; ranges become one port after the other. */
public final class Publications {

  private static final int LAST = 65_535;
  private static final String EXPECTED =
      "; expected [[IP:]HOSTPORT[-LAST]:]PORT[-LAST][/tcp|udp|sctp]";

  private Publications() {}

  /** The first and the last number. */
  private record Range(int first, int last) {
    int size() {
      return last - first + 1;
    }
  }

  /**
   * The ports that the words mean, in their order.
   *
   * @throws Failure in Docker's words, if one is not in the notation
   */
  public static List<PublishedPort> of(List<String> words) {
    List<PublishedPort> ports = new ArrayList<>();
    words.forEach(word -> ports.addAll(one(word)));
    return ports;
  }

  private static List<PublishedPort> one(String word) {
    int slash = word.indexOf('/');
    String speaks = slash < 0 ? "tcp" : word.substring(slash + 1);
    String[] parts = parts(slash < 0 ? word : word.substring(0, slash));
    if (parts[2].isEmpty()) {
      throw refused("no port specified: " + word + "<empty>");
    }
    Range inside = range(parts[2], "containerPort", 1);
    Range outside = parts[1].isEmpty() ? new Range(0, 0) : range(parts[1], "hostPort", 0);
    if (!parts[1].isEmpty() && outside.size() != inside.size()) {
      throw refused(
          "invalid ranges specified for container and host Ports: %s and %s"
              .formatted(parts[2], parts[1]));
    }
    List<PublishedPort> ports = new ArrayList<>();
    for (int i = 0; i < inside.size(); i++) {
      ports.add(
          PublishedPort.newBuilder()
              .setHostIp(parts[0])
              .setHostPort(parts[1].isEmpty() ? 0 : outside.first() + i)
              .setPort(inside.first() + i)
              .setProtocol(protocol(speaks))
              .build());
    }
    return ports;
  }

  /** Address, host's ports and sandbox's ports; what is left out is empty. */
  private static String[] parts(String word) {
    int last = word.lastIndexOf(':');
    String inside = word.substring(last + 1);
    if (last < 0) {
      return new String[] {"", "", inside};
    }
    String before = word.substring(0, last);
    int colon = before.lastIndexOf(':');
    if (colon < 0) {
      return new String[] {"", before, inside};
    }
    return new String[] {address(before.substring(0, colon)), before.substring(colon + 1), inside};
  }

  /** The service checks it; an IPv6 address is written in brackets, as in a URL. */
  private static String address(String word) {
    boolean bracketed = word.startsWith("[") && word.endsWith("]");
    if (word.contains(":") && !bracketed) {
      throw refused("invalid IP address: " + word + ": an IPv6 address stands in brackets");
    }
    return bracketed ? word.substring(1, word.length() - 1) : word;
  }

  private static Range range(String word, String what, int least) {
    String[] ends = word.split("-", 2);
    int first = number(ends[0], word, what, least);
    int last = ends.length == 1 ? first : number(ends[1], word, what, least);
    if (last < first) {
      throw refused("invalid " + what + ": " + word + ": the range ends before it begins");
    }
    return new Range(first, last);
  }

  private static int number(String digits, String word, String what, int least) {
    int number = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
    if (number < least || number > LAST) {
      throw refused("invalid " + what + ": " + word);
    }
    return number;
  }

  private static PortProtocol protocol(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "tcp" -> PortProtocol.PORT_PROTOCOL_TCP;
      case "udp" -> PortProtocol.PORT_PROTOCOL_UDP;
      case "sctp" -> PortProtocol.PORT_PROTOCOL_SCTP;
      default -> throw refused("invalid proto: " + word);
    };
  }

  private static Failure refused(String message) {
    return Failure.usage(message + EXPECTED);
  }
}
