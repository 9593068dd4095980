package io.netledger.agent.plan;

/** How callers are spread over the backends of a service. */
public enum Balancing {
  /** Each connection of a sandbox goes to the next one. */
  ROUND_ROBIN,
  /** Each connection goes to any one. */
  RANDOM,
  /** All connections from one address go to the same one. */
  SOURCE_HASH
}
