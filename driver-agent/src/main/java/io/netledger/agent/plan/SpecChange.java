package io.netledger.agent.plan;

import java.util.List;

/** What network-service says shall be on this host. */
public sealed interface SpecChange {

  /** Of network-service's log, reflected by this. */
  long revision();

  /** The networks that are said. */
  List<NetworkSpec> networks();

  /** The sandboxes that are said. */
  List<SandboxSpec> sandboxes();

  /** The endpoints that are said. */
  List<EndpointSpec> endpoints();

  /** All there shall be. */
  record Whole(
      long revision,
      List<NetworkSpec> networks,
      List<SandboxSpec> sandboxes,
      List<EndpointSpec> endpoints)
      implements SpecChange {}

  /**
   * The difference to what was said before: ids that are gone, then specs that are new or other.
   */
  record Difference(
      long revision,
      List<NetworkSpec> networks,
      List<SandboxSpec> sandboxes,
      List<EndpointSpec> endpoints,
      List<Owner> removed)
      implements SpecChange {}
}
