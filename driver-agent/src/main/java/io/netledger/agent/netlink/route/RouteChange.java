package io.netledger.agent.netlink.route;

/** Something that changed in a network namespace, whoever did it. */
public sealed interface RouteChange {

  /** A link is new or different. */
  record LinkIs(Link link, int by) implements RouteChange {}

  /** A link is gone. */
  record LinkGone(Link link, int by) implements RouteChange {}

  record AddressIs(Address address, int by) implements RouteChange {}

  record AddressGone(Address address, int by) implements RouteChange {}

  record RouteIs(Route route, int by) implements RouteChange {}

  record RouteGone(Route route, int by) implements RouteChange {}

  /** Changes came faster than they were read and some are lost: look at everything again. */
  record Missed() implements RouteChange {
    @Override
    public int by() {
      return 0;
    }
  }

  /**
   * The port of the socket that asked for the change, see {@link RouteSocket#portId}. The kernel
   * says so for addresses and routes only; 0 for links, and for what it does by itself.
   */
  int by();
}
