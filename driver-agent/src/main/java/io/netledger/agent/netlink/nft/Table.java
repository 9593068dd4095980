package io.netledger.agent.netlink.nft;

/** Which table: its family and name. */
public record Table(Family family, String name) {

  public static Table inet(String name) {
    return new Table(Family.INET, name);
  }

  @Override
  public String toString() {
    return family + " " + name;
  }
}
