package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.witness.Shell;

/**
 * A neighbour of the host on a wire of its own: what comes from there comes from beyond, and the
 * host has an address there as other machines see it. It goes with the host, or before.
 */
final class Outside {

  /** The host's address on that wire (RFC 5737: for documentation). */
  static final String HOST_ADDRESS = "203.0.113.1";

  /** File of the neighbour's namespace, on the host. */
  static final String NETNS = "/run/netns/outside";

  /** The host's interface there. */
  static final String WIRE = "wire";

  private static final String MAKE =
      """
      ip netns add outside &&
      ip link add wire type veth peer name eth0 netns outside &&
      ip addr add 203.0.113.1/24 dev wire && ip link set wire up &&
      ip -n outside addr add 203.0.113.2/24 dev eth0 && ip -n outside link set eth0 up &&
      ip -n outside link set lo up
      """;

  private Outside() {}

  static void make(Shell shell) {
    var _ = shell.run(MAKE);
  }
}
