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

  /** The endpoints of other hosts that are said. */
  List<PeerSpec> peers();

  /** The services that are said. */
  List<ServiceSpec> services();

  /** All there shall be. */
  record Whole(
      long revision,
      List<NetworkSpec> networks,
      List<SandboxSpec> sandboxes,
      List<EndpointSpec> endpoints,
      List<PeerSpec> peers,
      List<ServiceSpec> services)
      implements SpecChange {

    /** Of a host without services. */
    public Whole(
        long revision,
        List<NetworkSpec> networks,
        List<SandboxSpec> sandboxes,
        List<EndpointSpec> endpoints,
        List<PeerSpec> peers) {
      this(revision, networks, sandboxes, endpoints, peers, List.of());
    }

    /** Of a host without overlays. */
    public Whole(
        long revision,
        List<NetworkSpec> networks,
        List<SandboxSpec> sandboxes,
        List<EndpointSpec> endpoints) {
      this(revision, networks, sandboxes, endpoints, List.of());
    }
  }

  /**
   * The difference to what was said before: ids that are gone, then specs that are new or other. A
   * network takes its peers with it.
   */
  record Difference(
      long revision,
      List<NetworkSpec> networks,
      List<SandboxSpec> sandboxes,
      List<EndpointSpec> endpoints,
      List<PeerSpec> peers,
      List<ServiceSpec> services,
      List<Owner> removed)
      implements SpecChange {

    /** Of a host without services. */
    public Difference(
        long revision,
        List<NetworkSpec> networks,
        List<SandboxSpec> sandboxes,
        List<EndpointSpec> endpoints,
        List<PeerSpec> peers,
        List<Owner> removed) {
      this(revision, networks, sandboxes, endpoints, peers, List.of(), removed);
    }

    /** Of a host without overlays. */
    public Difference(
        long revision,
        List<NetworkSpec> networks,
        List<SandboxSpec> sandboxes,
        List<EndpointSpec> endpoints,
        List<Owner> removed) {
      this(revision, networks, sandboxes, endpoints, List.of(), removed);
    }
  }
}
