package io.netledger.network.rpc;

import io.netledger.address.IpAddress;
import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.SandboxMode;
import io.netledger.proto.network.v1.DnsSettings;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.regex.Pattern;

/** DNS settings of sandboxes, from words to values and back. */
final class DnsWords {

  private static final int MOST_SERVERS = 8;
  private static final int MOST_DOMAINS = 32; // glibc reads more since 2.26, others 6
  private static final int MOST_OPTIONS = 16;
  private static final int LONGEST_DOMAIN = 253;

  /** Labels as they occur, with "_" too, and perhaps a dot at the end. */
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,62})(?:\\.[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})*\\.?");

  private static final Pattern OPTION = Pattern.compile("[a-z0-9-]{1,32}(?::[0-9]{1,5})?");

  /** The name server of every sandbox: it would ask itself. */
  private static final IpAddress EMBEDDED = IpAddress.parse("127.0.0.11");

  private DnsWords() {}

  static Dns dns(DnsSettings words, SandboxMode mode) {
    Dns dns = dns(words);
    boolean its = mode == SandboxMode.OWN || mode == SandboxMode.NONE;
    if (!its && !dns.equals(Dns.OF_HOST)) {
      throw FieldWords.invalid(
          "mode is %s and dns is given; who shares a network stack asks as its owner does"
              .formatted(mode));
    }
    return dns;
  }

  private static Dns dns(DnsSettings words) {
    atMost("dns.servers", words.getServersList(), MOST_SERVERS);
    atMost("dns.search", words.getSearchList(), MOST_DOMAINS);
    atMost("dns.options", words.getOptionsList(), MOST_OPTIONS);
    return new Dns(
        words.getServersList().stream().map(DnsWords::server).toList(),
        search(words.getSearchList()),
        words.getOptionsList().stream().map(DnsWords::option).toList());
  }

  private static void atMost(String field, List<String> words, int most) {
    if (words.size() > most) {
      throw FieldWords.invalid(
          "%s has %d entries; expected at most %d".formatted(field, words.size(), most));
    }
  }

  private static IpAddress server(String word) {
    IpAddress server =
        FieldWords.optional("dns.servers", word, IpAddress::parse)
            .orElseThrow(() -> expected("dns.servers", word, "an IP address"));
    if (server.equals(EMBEDDED)) {
      throw expected("dns.servers", word, "a name server other than the sandbox's own");
    }
    return server;
  }

  private static List<String> search(List<String> words) {
    if (words.equals(List.of("."))) {
      return words;
    }
    for (String domain : words) {
      if (domain.length() > LONGEST_DOMAIN || !DOMAIN.matcher(domain).matches()) {
        throw expected(
            "dns.search", domain, "a domain such as example.org, or \".\" alone for none");
      }
    }
    return words;
  }

  private static String option(String word) {
    if (!OPTION.matcher(word).matches()) {
      throw expected(
          "dns.options", word, "an option of resolv.conf(5) such as \"ndots:1\" or \"rotate\"");
    }
    return word;
  }

  private static Rejection expected(String field, String word, String expected) {
    return FieldWords.invalid(field + ": " + FieldWords.quoted(word) + "; expected " + expected);
  }

  static DnsSettings words(Dns dns) {
    return words(
        dns.servers().stream().map(IpAddress::toString).toList(), dns.search(), dns.options());
  }

  static DnsSettings words(List<String> servers, List<String> search, List<String> options) {
    return DnsSettings.newBuilder()
        .addAllServers(servers)
        .addAllSearch(search)
        .addAllOptions(options)
        .build();
  }
}
