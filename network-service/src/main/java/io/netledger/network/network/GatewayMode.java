package io.netledger.network.network;

/** How a bridge network's packets of one family get out, and callers in. */
public enum GatewayMode {
  /** By addresses of the host: outgoing packets are masqueraded, ports are published there. */
  NAT("nat"),
  /** By the sandboxes' own addresses: others route to them, published ports are open there. */
  ROUTED("routed"),
  /** Not at all: not even the host has an address on the bridge. */
  ISOLATED("isolated");

  private final String word;

  GatewayMode(String word) {
    this.word = word;
  }

  /** As users spell it, and as it is stored: "nat". */
  public String word() {
    return word;
  }
}
