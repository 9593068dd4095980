package io.netledger.network.rpc;

import static io.netledger.network.rpc.FieldWords.invalid;
import static io.netledger.network.rpc.FieldWords.optional;
import static io.netledger.network.rpc.FieldWords.quoted;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The subnets of a request, with all that can be said of them without asking ipam-service. */
final class SubnetWords {

  private static final int MOST_SUBNETS = 16;
  private static final int MOST_AUXILIARY = 256;
  private static final int LONGEST_NAME = 256;

  private SubnetWords() {}

  static List<RequestedSubnet> subnets(List<Subnet> words) {
    if (words.size() > MOST_SUBNETS) {
      throw invalid(words.size() + " subnets; expected at most " + MOST_SUBNETS);
    }
    List<RequestedSubnet> subnets = new ArrayList<>();
    for (Subnet word : words) {
      RequestedSubnet subnet = subnet(word);
      subnets.forEach(other -> apart(other, subnet));
      subnets.add(subnet);
    }
    return List.copyOf(subnets);
  }

  /**
   * The subnets of a network without IPv4.
   *
   * @param ipv6 an IPv6 subnet is asked for
   */
  static List<RequestedSubnet> withoutV4(List<RequestedSubnet> subnets, boolean ipv6) {
    subnets.stream()
        .filter(RequestedSubnet::isV4)
        .findFirst()
        .ifPresent(subnet -> {
          throw invalid(
              "no_ipv4 is set and there is an IPv4 subnet, %s; expected IPv6 subnets only"
                  .formatted(subnet.subnet().map(Object::toString).orElse("to be chosen")));
        });
    if (subnets.isEmpty() && !ipv6) {
      throw invalid("no_ipv4 is set and there is no IPv6: IPv4 or IPv6 must be enabled");
    }
    return subnets.isEmpty() ? List.of(RequestedSubnet.anyV6()) : subnets;
  }

  private static RequestedSubnet subnet(Subnet word) {
    RequestedSubnet subnet =
        new RequestedSubnet(
            cidr("subnet", word.getSubnet()),
            cidr("ip_range", word.getIpRange()),
            optional("gateway", word.getGateway(), IpAddress::parse),
            auxiliary(word.getAuxAddressesMap()));
    subnet.subnet().ifPresent(whole -> inside(whole, subnet));
    distinct(subnet);
    return subnet;
  }

  /** A subnet that must be there. */
  static Cidr required(String field, String word) {
    return cidr(field, word)
        .orElseThrow(
            () -> new Rejection(Reason.SUBNET_INVALID, field + " is empty; expected a subnet"));
  }

  private static Optional<Cidr> cidr(String field, String word) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    try {
      Cidr cidr = Cidr.parse(word);
      if (cidr.hasHostBits()) {
        throw new Rejection(
            Reason.SUBNET_INVALID,
            "%s %s has host bits; expected %s".formatted(field, word, cidr.network()));
      }
      return Optional.of(cidr);
    } catch (IllegalArgumentException e) {
      throw new Rejection(
          Reason.SUBNET_INVALID, "invalid " + field + " " + quoted(word) + ": " + e.getMessage());
    }
  }

  private static Map<String, IpAddress> auxiliary(Map<String, String> words) {
    if (words.size() > MOST_AUXILIARY) {
      throw invalid(words.size() + " auxiliary addresses; expected at most " + MOST_AUXILIARY);
    }
    Map<String, IpAddress> auxiliary = new HashMap<>();
    words.forEach((name, word) -> {
      if (name.isEmpty() || name.length() > LONGEST_NAME) {
        throw invalid(
            "name of an auxiliary address "
                + quoted(name)
                + "; expected 1 to "
                + LONGEST_NAME
                + " characters");
      }
      auxiliary.put(
          name,
          optional("auxiliary address " + quoted(name), word, IpAddress::parse)
              .orElseThrow(() -> invalid("auxiliary address " + quoted(name) + " is empty")));
    });
    return auxiliary;
  }

  private static void inside(Cidr whole, RequestedSubnet subnet) {
    if (subnet.range().filter(range -> !whole.contains(range)).isPresent()) {
      throw outside(whole, "ip_range " + subnet.range().get());
    }
    Stream.concat(subnet.gateway().stream(), subnet.auxiliary().values().stream())
        .filter(address -> !whole.contains(address))
        .findFirst()
        .ifPresent(address -> {
          throw outside(whole, "address " + address);
        });
  }

  private static Rejection outside(Cidr whole, String what) {
    return new Rejection(
        Reason.ADDRESS_OUT_OF_RANGE, "no matching subnet for " + what + ": it is not in " + whole);
  }

  private static void distinct(RequestedSubnet subnet) {
    List<IpAddress> taken =
        Stream.concat(subnet.gateway().stream(), subnet.auxiliary().values().stream())
            .sorted()
            .toList();
    for (int i = 1; i < taken.size(); i++) {
      if (taken.get(i).equals(taken.get(i - 1))) {
        throw new Rejection(
            Reason.ADDRESS_IN_USE,
            "address " + taken.get(i) + " is there twice among gateway and auxiliary addresses");
      }
    }
  }

  private static void apart(RequestedSubnet one, RequestedSubnet other) {
    if (one.subnet().isEmpty() && other.subnet().isEmpty() && one.isV4() == other.isV4()) {
      throw invalid(
          "two subnets of IPv%d to be chosen; expected one".formatted(one.isV4() ? 4 : 6));
    }
    if (one.subnet().isPresent()
        && other.subnet().isPresent()
        && one.subnet().get().overlaps(other.subnet().get())) {
      throw new Rejection(
          Reason.SUBNET_OVERLAPS,
          "subnets %s and %s of the request overlap"
              .formatted(one.subnet().get(), other.subnet().get()));
    }
  }
}
