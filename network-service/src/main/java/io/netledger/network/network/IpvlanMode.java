package io.netledger.network.network;

/** What the sandboxes on one parent do themselves. */
public enum IpvlanMode {
  /** ARP and neighbour discovery. */
  L2,
  /** Only routes; there is no gateway. */
  L3,
  /** As L3, and the host's netfilter sees their packets. */
  L3S
}
