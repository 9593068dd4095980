package io.netledger.ipam.space;

import static io.netledger.refusal.Reason.SUBNETS_EXHAUSTED;

import io.netledger.address.Cidr;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import io.netledger.refusal.Rejection;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The subnets that pools get whose owners do not care which, in order.
 *
 * @param blocks each cut into subnets of one size
 */
public record DefaultPools(List<Block> blocks) {

  /** Docker's list, and for IPv6 the /64s of one unique local prefix (RFC 4193). */
  public static final DefaultPools DOCKERS =
      new DefaultPools(
          Stream.concat(
                  IntStream.rangeClosed(17, 31).mapToObj(n -> "172." + n + ".0.0/16:16"),
                  Stream.of("192.168.0.0/16:20", "fd4e:6574:6c65::/48:64"))
              .map(Block::parse)
              .toList());

  private static final int BLOCKERS_NAMED = 3;
  private static final int POOL_ID_SHOWN = 12;

  public DefaultPools {
    blocks = List.copyOf(blocks);
  }

  /**
   * What {@code list} spells: blocks such as {@code 192.168.0.0/16:20} between commas, blanks or
   * line ends; from a # to the end of its line is a comment.
   *
   * @throws IllegalArgumentException with the block and what was expected, or if two overlap
   */
  public static DefaultPools parse(String list) {
    List<Block> blocks =
        list.lines()
            .map(line -> line.replaceFirst("#.*", ""))
            .flatMap(line -> Stream.of(line.split("[,\\s]+", -1)))
            .filter(word -> !word.isEmpty())
            .map(Block::parse)
            .toList();
    for (int i = 0; i < blocks.size(); i++) {
      for (Block before : blocks.subList(0, i)) {
        if (before.base().overlaps(blocks.get(i).base())) {
          throw new IllegalArgumentException(
              "default pools " + before + " and " + blocks.get(i) + " overlap");
        }
      }
    }
    return new DefaultPools(blocks);
  }

  /**
   * The next free subnet after the one chosen last; after the end of the list its beginning. So a
   * subnet that was given back rests until all others have had their turn.
   *
   * @throws Rejection SUBNETS_EXHAUSTED, which says why each was passed over
   */
  Cidr choose(Space space, boolean v4) {
    List<Block> family = blocks.stream().filter(block -> block.base().isV4() == v4).toList();
    return space
        .lastChosen(v4)
        .flatMap(last -> after(last, family, space))
        .or(() -> first(family, space))
        .orElseThrow(() -> new Rejection(SUBNETS_EXHAUSTED, whyNone(family, space, v4)));
  }

  private static Optional<Cidr> after(Cidr last, List<Block> family, Space space) {
    for (int i = 0; i < family.size(); i++) {
      Block block = family.get(i);
      if (block.base().contains(last)) {
        List<Block> rest = family.subList(i + 1, family.size());
        return block.firstFree(space, block.indexAfter(last)).or(() -> first(rest, space));
      }
    }
    return Optional.empty();
  }

  private static Optional<Cidr> first(List<Block> family, Space space) {
    return family.stream()
        .flatMap(block -> block.firstFree(space, BigInteger.ZERO).stream())
        .findFirst();
  }

  private static String whyNone(List<Block> family, Space space, boolean v4) {
    String name = v4 ? "IPv4" : "IPv6";
    if (family.isEmpty()) {
      return "no default " + name + " pools are configured; ask for a subnet";
    }
    return "could not find an available, non-overlapping "
        + name
        + " address pool among the defaults: "
        + family.stream().map(block -> why(block, space)).collect(Collectors.joining("; "))
        + "; ask for another subnet or remove a network";
  }

  private static String why(Block block, Space space) {
    Map<Cidr, SubnetReserved> inTheWay = new LinkedHashMap<>();
    block.walk(space, taken -> inTheWay.putIfAbsent(taken.subnet(), taken));
    List<String> words = new ArrayList<>();
    inTheWay.values().stream()
        .limit(BLOCKERS_NAMED)
        .map(taken ->
            taken.subnet()
                + " of pool "
                + taken.poolId().substring(0, Math.min(POOL_ID_SHOWN, taken.poolId().length())))
        .forEach(words::add);
    int more = inTheWay.size() - words.size();
    return block.described()
        + " overlaps "
        + String.join(", ", words)
        + (more > 0 ? " and " + more + " more" : "");
  }
}
