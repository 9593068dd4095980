package io.netledger.ipam.rpc;

import static io.netledger.refusal.Reason.INVALID_ARGUMENT;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.PoolWish.Gateway;
import io.netledger.ipam.space.DefaultPools;
import io.netledger.ipam.space.SpaceCommand.SubnetWish;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.AnyDefault;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.Exactly;
import io.netledger.ipam.work.OpeningWish;
import io.netledger.proto.ipam.v1.Family;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.refusal.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What this service offers to those who open pools.
 *
 * @param spaces names; the first one is meant by an empty name
 * @param defaults the subnets for those who do not care which
 */
public record Offer(List<String> spaces, DefaultPools defaults) {

  public static final Offer DOCKERS = new Offer(List.of("local", "global"), DefaultPools.DOCKERS);

  private static final int AUXILIARY = 256;
  private static final String SPACE = "[a-z0-9-]{1,64}";

  public Offer {
    spaces = List.copyOf(spaces);
    if (spaces.isEmpty()) {
      throw new IllegalArgumentException("no spaces; expected at least one");
    }
    for (String space : spaces) {
      if (!space.matches(SPACE)) {
        throw new IllegalArgumentException(
            "space " + Words.quoted(space) + "; expected 1 to 64 characters [a-z0-9-]");
      }
    }
  }

  /** What {@code request} asks for; {@code poolId} is for the pool, if it is new. */
  public OpeningWish wish(OpenPoolRequest request, String poolId) {
    return new OpeningWish(
        poolId,
        space(request.getSpace()),
        subnet(request),
        gateway(request),
        auxiliary(request.getAuxAddressesMap()),
        Words.name("owner", request.getOwner()));
  }

  private String space(String word) {
    if (word.isEmpty()) {
      return spaces.getFirst();
    }
    if (!spaces.contains(word)) {
      throw Words.refusal(INVALID_ARGUMENT, "space", word, "one of " + String.join(", ", spaces));
    }
    return word;
  }

  private SubnetWish subnet(OpenPoolRequest request) {
    if (request.getFamily() == Family.UNRECOGNIZED) {
      throw new Rejection(
          INVALID_ARGUMENT, "family is " + request.getFamilyValue() + "; expected 0, 4 or 6");
    }
    if (request.getSubnet().isEmpty()) {
      refuseDetailsOfADefaultPool(request);
      return new AnyDefault(request.getFamily() != Family.FAMILY_IPV6, defaults);
    }
    Cidr subnet = Words.cidr("subnet", request.getSubnet());
    if (!matches(request.getFamily(), subnet)) {
      throw new Rejection(
          INVALID_ARGUMENT, "subnet " + subnet + " is not of the family " + request.getFamily());
    }
    Cidr range =
        request.getIpRange().isEmpty()
            ? subnet.network()
            : Words.cidr("ip_range", request.getIpRange());
    return new Exactly(subnet, range);
  }

  private static boolean matches(Family family, Cidr subnet) {
    return switch (family) {
      case FAMILY_UNSPECIFIED -> true;
      case FAMILY_IPV4 -> subnet.isV4();
      case FAMILY_IPV6 -> !subnet.isV4();
      case UNRECOGNIZED -> false;
    };
  }

  private static void refuseDetailsOfADefaultPool(OpenPoolRequest request) {
    if (!request.getIpRange().isEmpty()) {
      throw needsSubnet("ip_range", request.getIpRange());
    }
    if (!request.getGateway().isEmpty()) {
      throw needsSubnet("gateway", request.getGateway());
    }
    if (request.getAuxAddressesCount() > 0) {
      throw needsSubnet("aux_addresses", request.getAuxAddressesMap().toString());
    }
  }

  private static Rejection needsSubnet(String field, String word) {
    return Words.refusal(INVALID_ARGUMENT, field, word, "a subnet beside it, or neither");
  }

  private static Gateway gateway(OpenPoolRequest request) {
    String word = request.getGateway();
    if (!request.getNoGateway()) {
      return word.isEmpty() ? new Gateway.Any() : new Gateway.At(Words.address("gateway", word));
    }
    if (!word.isEmpty()) {
      throw Words.refusal(INVALID_ARGUMENT, "gateway", word, "none, since no_gateway is set");
    }
    return new Gateway.None();
  }

  private static Map<String, IpAddress> auxiliary(Map<String, String> words) {
    if (words.size() > AUXILIARY) {
      throw new Rejection(
          INVALID_ARGUMENT, words.size() + " aux_addresses; expected at most " + AUXILIARY);
    }
    Map<String, IpAddress> addresses = new HashMap<>();
    words.forEach((name, word) ->
        addresses.put(
            Words.name("name in aux_addresses", name),
            Words.address("aux_addresses[" + Words.quoted(name) + "]", word)));
    return addresses;
  }
}
