package io.netledger.network.network;

/** What the sandboxes on one parent are to each other. */
public enum MacvlanMode {
  /** They reach each other. */
  BRIDGE,
  /** They do not reach each other. */
  PRIVATE,
  /** They reach each other if a switch outside sends their packets back. */
  VEPA,
  /** There is only one on a parent, with the parent's MAC address. */
  PASSTHRU
}
