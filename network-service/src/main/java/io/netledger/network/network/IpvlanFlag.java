package io.netledger.network.network;

/** What the sandboxes on one parent are to each other. */
public enum IpvlanFlag {
  /** They reach each other. */
  BRIDGE,
  /** They do not reach each other. */
  PRIVATE,
  /** They reach each other if somebody outside sends their packets back. */
  VEPA
}
