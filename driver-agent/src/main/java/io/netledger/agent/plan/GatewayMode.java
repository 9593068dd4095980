package io.netledger.agent.plan;

/** How a network's packets of one family get out, and callers in. */
public enum GatewayMode {
  /** By addresses of the host. */
  NAT,
  /** By the sandboxes' own addresses, to which others route. */
  ROUTED,
  /** Not at all: the host has no address of the family on the bridge. */
  ISOLATED
}
