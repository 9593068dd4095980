package io.netledger.agent.plan;

/** The sets of bridges by which the firewall decides; see the agent's table {@code netledger}. */
public enum FirewallSet {
  /** All bridges of ours: nothing gets in from elsewhere but answers. */
  BRIDGES("bridges"),
  /** Bridges whose sandboxes may talk to each other. */
  TALKING("talking"),
  /** Bridges that nothing leaves and nothing enters. */
  INTERNAL("internal"),
  /** Bridges whose packets leave with the host's address. */
  MASQUERADED("masqueraded");

  private final String nft;

  FirewallSet(String nft) {
    this.nft = nft;
  }

  /** Its name in nf_tables. */
  public String nft() {
    return nft;
  }
}
