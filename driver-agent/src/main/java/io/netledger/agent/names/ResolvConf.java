package io.netledger.agent.names;

import io.netledger.agent.plan.Dns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a resolv.conf(5) says.
 *
 * @param servers never empty: without any, the C library asks 127.0.0.1
 */
record ResolvConf(List<InetSocketAddress> servers, List<String> search, List<String> options) {

  private static final int PORT = 53;

  /** What cannot be read is passed over, as the C library does. */
  static ResolvConf parse(List<String> lines) {
    List<InetSocketAddress> servers = new ArrayList<>();
    List<String> search = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.strip().split("\\s+");
      List<String> values = List.of(words).subList(1, words.length);
      switch (words[0]) {
        case "nameserver" ->
            values.stream()
                .limit(1)
                .flatMap(ResolvConf::literal)
                .forEach(it -> servers.add(new InetSocketAddress(it, PORT)));
        case "search", "domain" -> {
          search.clear();
          search.addAll(values);
        }
        case "options" -> options.addAll(values);
        default -> {}
      }
    }
    if (servers.isEmpty()) {
      servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
    }
    return new ResolvConf(List.copyOf(servers), List.copyOf(search), List.copyOf(options));
  }

  private static Stream<InetAddress> literal(String word) {
    try {
      return Stream.of(InetAddress.ofLiteral(word));
    } catch (IllegalArgumentException _) {
      return Stream.of();
    }
  }

  /** What a sandbox shall see: everything is asked at 127.0.0.11. */
  String forSandbox(Dns dns) {
    List<String> domains = dns.search().isEmpty() ? search : dns.search();
    List<String> wanted = new ArrayList<>(dns.options().isEmpty() ? options : dns.options());
    if (wanted.stream().noneMatch(option -> option.startsWith("ndots:"))) {
      wanted.add("ndots:0"); // a sandbox's name is asked as it is, before any domain is tried
    }
    var text = new StringBuilder("# Written by netledger; changes are lost.\n");
    text.append("nameserver 127.0.0.11\n");
    if (!domains.isEmpty() && !domains.equals(List.of("."))) {
      text.append("search ").append(String.join(" ", domains)).append('\n');
    }
    return text.append("options ").append(String.join(" ", wanted)).append('\n').toString();
  }

  /** The servers that a sandbox was given. */
  static List<InetSocketAddress> given(Dns dns) {
    return dns.servers().stream()
        .map(server -> {
          try {
            return new InetSocketAddress(InetAddress.getByAddress(server.octets()), PORT);
          } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // 4 or 16 octets are always an address
          }
        })
        .toList();
  }
}
