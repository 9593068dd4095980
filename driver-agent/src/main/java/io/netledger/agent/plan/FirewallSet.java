package io.netledger.agent.plan;

/** The sets of bridges by which the firewall decides; see the agent's table {@code netledger}. */
public enum FirewallSet {
  /** All bridges of ours: nothing gets in from elsewhere but answers and what is published. */
  BRIDGES("bridges"),
  /** All bridges of ours, each with itself: what leaves by the bridge it came in. */
  WITHIN("within"),
  /** Bridges whose sandboxes may talk to each other, each with itself. */
  TALKING("talking"),
  /** Bridges that nothing leaves and nothing enters. */
  INTERNAL("internal"),
  /** Bridges whose IPv4 packets leave with the host's address. */
  MASQUERADED_V4("masqueraded4"),
  /** Bridges whose IPv6 packets leave with the host's address. */
  MASQUERADED_V6("masqueraded6");

  private final String nft;

  FirewallSet(String nft) {
    this.nft = nft;
  }

  /** Its name in nf_tables. */
  public String nft() {
    return nft;
  }

  /** Whether its elements are two bridges: the one of entry and the one of exit. */
  public boolean isOfPairs() {
    return this == WITHIN || this == TALKING;
  }
}
