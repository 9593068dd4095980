package io.netledger.network.vni;

/** What has happened to the VNIs. Stored forever, each as the message of its name. */
public sealed interface VniEvent {

  /**
   * The number is the network's alone from here on.
   *
   * @param chosen not asked for
   */
  record VniClaimed(int vni, String networkId, boolean chosen) implements VniEvent {}

  record VniFreed(int vni, String networkId) implements VniEvent {}
}
