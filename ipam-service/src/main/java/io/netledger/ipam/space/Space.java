package io.netledger.ipam.space;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/** The subnets that are taken now, and by which pools. */
public final class Space {

  static final Space EMPTY =
      new Space(HashTreePMap.empty(), TreePMap.empty(), HashTreePMap.empty(), null, null);

  private final HashPMap<String, SubnetReserved> byPool;

  /** By subnet, then by range. */
  private final TreePMap<Cidr, TreePMap<Cidr, SubnetReserved>> bySubnet;

  private final HashPMap<Chooser, SubnetReserved> chosen;
  private final @Nullable Cidr lastChosenV4;
  private final @Nullable Cidr lastChosenV6;

  /** Whom a default pool was chosen for: an owner has at most one of a family. */
  private record Chooser(String owner, boolean v4) {}

  private Space(
      HashPMap<String, SubnetReserved> byPool,
      TreePMap<Cidr, TreePMap<Cidr, SubnetReserved>> bySubnet,
      HashPMap<Chooser, SubnetReserved> chosen,
      @Nullable Cidr lastChosenV4,
      @Nullable Cidr lastChosenV6) {
    this.byPool = byPool;
    this.bySubnet = bySubnet;
    this.chosen = chosen;
    this.lastChosenV4 = lastChosenV4;
    this.lastChosenV6 = lastChosenV6;
  }

  Space with(SubnetReserved taken) {
    Cidr subnet = taken.subnet();
    boolean v4 = subnet.isV4();
    return new Space(
        byPool.plus(taken.poolId(), taken),
        bySubnet.plus(subnet, sharing(subnet).plus(taken.range(), taken)),
        taken.chosen() ? chosen.plus(new Chooser(taken.owner(), v4), taken) : chosen,
        taken.chosen() && v4 ? subnet : lastChosenV4,
        taken.chosen() && !v4 ? subnet : lastChosenV6);
  }

  Space widened(SubnetReserved taken, Cidr range) {
    return without(taken)
        .with(
            new SubnetReserved(
                taken.poolId(), taken.subnet(), range, taken.owner(), taken.chosen()));
  }

  Space without(SubnetReserved gone) {
    Cidr subnet = gone.subnet();
    TreePMap<Cidr, SubnetReserved> rest = sharing(subnet).minus(gone.range());
    return new Space(
        byPool.minus(gone.poolId()),
        rest.isEmpty() ? bySubnet.minus(subnet) : bySubnet.plus(subnet, rest),
        gone.chosen() ? chosen.minus(new Chooser(gone.owner(), subnet.isV4())) : chosen,
        lastChosenV4,
        lastChosenV6);
  }

  public Optional<SubnetReserved> ofPool(String poolId) {
    return Optional.ofNullable(byPool.get(poolId));
  }

  /** What was chosen from the default pools of the family for {@code owner}. */
  public Optional<SubnetReserved> chosenFor(String owner, boolean v4) {
    return Optional.ofNullable(chosen.get(new Chooser(owner, v4)));
  }

  /** The pool of exactly this subnet and range. */
  public Optional<SubnetReserved> of(Cidr subnet, Cidr range) {
    return Optional.ofNullable(sharing(subnet).get(range));
  }

  /** The pools whose subnets overlap this one, found one by one. */
  public Stream<SubnetReserved> overlapping(Cidr subnet) {
    Cidr network = subnet.network();
    Cidr end = new Cidr(network.last(), network.address().bits());
    return Stream.concat(
            around(network).stream(), bySubnet.subMap(network, false, end, true).keySet().stream())
        .flatMap(taken -> sharing(taken).values().stream());
  }

  /**
   * The subnets that are taken and contain {@code network}, the smallest first. What contains it
   * sorts before it, and all that lies between the two shares more leading bits with it than the
   * first one has: so each probe is as long as the bits in common, and a few probes find all.
   */
  private List<Cidr> around(Cidr network) {
    List<Cidr> around = new ArrayList<>();
    Cidr probe = network;
    while (true) {
      Cidr below = bySubnet.floorKey(probe);
      if (below == null || below.isV4() != network.isV4()) {
        return around;
      }
      if (below.contains(network)) {
        around.add(below);
        if (below.length() == 0) {
          return around;
        }
        probe = shortened(network, below.length() - 1);
      } else {
        probe = shortened(network, bitsInCommon(below.address(), network.address()));
      }
    }
  }

  private static Cidr shortened(Cidr network, int length) {
    return new Cidr(network.address(), length).network();
  }

  private static int bitsInCommon(IpAddress one, IpAddress other) {
    BigInteger difference = one.value().xor(other.value());
    return one.bits() - difference.bitLength();
  }

  /** The default pool of the family that was chosen last, whether it is still taken or not. */
  Optional<Cidr> lastChosen(boolean v4) {
    return Optional.ofNullable(v4 ? lastChosenV4 : lastChosenV6);
  }

  private TreePMap<Cidr, SubnetReserved> sharing(Cidr subnet) {
    return bySubnet.getOrDefault(subnet, TreePMap.empty());
  }
}
