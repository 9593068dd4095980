package io.netledger.cli.ipam;

import io.netledger.cli.session.Room;
import io.netledger.cli.session.Room.Verb;
import io.netledger.cli.session.Session;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** {@code netledger ipam}, {@code netledger pool} and {@code netledger address}. */
public final class PoolRoom {

  private PoolRoom() {}

  /** The noun of the subnets. */
  public static CommandLine open(Session session, Set<String> words) {
    return Room.open(
        "pool",
        "Show pools: the subnets whose addresses are given out",
        words,
        List.of(new Verb("ls", "list", () -> new ListPools(session))));
  }

  /** The noun of both, with what can be done about them. */
  public static CommandLine openIpam(Session session, Set<String> words) {
    return Room.open(
        "ipam",
        "Show how subnets are used, and keep addresses of them",
        words,
        List.of(
            new Verb("inspect", () -> new InspectPools(session)),
            new Verb("ls", "list", () -> new ListUse(session)),
            new Verb("reserve", () -> new ReserveAddress(session)),
            new Verb("unreserve", () -> new UnreserveAddress(session))));
  }

  /** The noun of the addresses in them. */
  public static CommandLine openAddresses(Session session, Set<String> words) {
    return Room.open(
        "address",
        "Show who holds which address",
        words,
        List.of(new Verb("ls", "list", () -> new ListAddresses(session))));
  }
}
