package io.netledger.network.rpc;

import static io.netledger.network.rpc.FieldWords.invalid;
import static io.netledger.network.rpc.FieldWords.quoted;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.endpoint.EndpointOptions;
import io.netledger.proto.network.v1.ConnectRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What else an interface shall be, from words to values. */
final class EndpointWords {

  /** As Docker takes them (libnetwork netlabel.EndpointSysctls), and neigh beside conf. */
  private static final Pattern SYSCTL =
      Pattern.compile("net\\.(ipv4|ipv6|mpls)\\.(conf|neigh)\\.IFNAME\\.[a-z0-9_]{1,64}");

  /** As the kernel shows it, so that it is known again. */
  private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

  /** RFC 3927, section 2.1, and RFC 4291, section 2.5.6. */
  private static final List<Cidr> LINK_LOCAL =
      List.of(Cidr.parse("169.254.0.0/16"), Cidr.parse("fe80::/10"));

  private static final int MOST_SYSCTLS = 64;
  private static final int MOST_LINK_LOCALS = 16;

  private EndpointWords() {}

  static EndpointOptions options(ConnectRequest request) {
    return new EndpointOptions(
        request.getGatewayPriority(),
        sysctls(request.getSysctlsMap()),
        linkLocals(request.getLinkLocalAddressesList()));
  }

  private static Map<String, String> sysctls(Map<String, String> words) {
    if (words.size() > MOST_SYSCTLS) {
      throw invalid(words.size() + " sysctls; expected at most " + MOST_SYSCTLS);
    }
    words.forEach((name, value) -> {
      if (!SYSCTL.matcher(name).matches()) {
        throw invalid(
            "unrecognised network interface sysctl %s; expected 'net.X.Y.IFNAME.Z', X being ipv4, ipv6 or mpls"
                    .formatted(quoted(name))
                + " and Y conf or neigh, with IFNAME for the interface's name");
      }
      if (!NUMBER.matcher(value).matches()) {
        throw invalid("sysctl %s is %s; expected a whole number".formatted(name, quoted(value)));
      }
    });
    return words;
  }

  private static List<IpAddress> linkLocals(List<String> words) {
    if (words.size() > MOST_LINK_LOCALS) {
      throw invalid(
          "link_local_addresses has %d addresses; expected at most %d"
              .formatted(words.size(), MOST_LINK_LOCALS));
    }
    List<IpAddress> addresses = new ArrayList<>();
    for (String word : words) {
      IpAddress address =
          FieldWords.optional("link_local_addresses", word, IpAddress::parse)
              .filter(it -> LINK_LOCAL.stream().anyMatch(range -> range.contains(it)))
              .orElseThrow(() ->
                  invalid(
                      "link_local_addresses has %s; expected an address of 169.254.0.0/16 or fe80::/10"
                          .formatted(quoted(word))));
      if (addresses.contains(address)) {
        throw invalid("link_local_addresses has " + address + " twice");
      }
      addresses.add(address);
    }
    return addresses;
  }
}
