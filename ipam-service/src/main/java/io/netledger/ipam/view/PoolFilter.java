package io.netledger.ipam.view;

import io.netledger.address.Cidr;
import java.util.List;

/**
 * Which pools are asked for. Of each list one must fit; an empty one fits all.
 *
 * @param idParts each a part of an id
 * @param families 4 or 6
 */
public record PoolFilter(
    List<String> spaces,
    List<String> owners,
    List<String> idParts,
    List<Cidr> subnets,
    List<Integer> families) {

  public static final PoolFilter ALL =
      new PoolFilter(List.of(), List.of(), List.of(), List.of(), List.of());

  public PoolFilter {
    spaces = List.copyOf(spaces);
    owners = List.copyOf(owners);
    idParts = List.copyOf(idParts);
    subnets = List.copyOf(subnets);
    families = List.copyOf(families);
  }
}
