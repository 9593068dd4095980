package io.netledger.network.process;

import io.netledger.address.Cidr;
import io.netledger.eventstore.StreamId;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.network.WantedPool;
import java.util.List;

/** What the service itself does next for one thing. Each step may be carried out again. */
public sealed interface Step {

  /**
   * ipam-service gives each wanted address to the endpoint.
   *
   * @param sandbox its name, for what is reserved for it
   */
  record AllocateAddresses(String endpointId, String sandbox, List<WantedAddress> wanted)
      implements Step {}

  /** ipam-service takes all addresses of the endpoint back. */
  record ReleaseAddresses(String endpointId, List<WantedAddress> wanted) implements Step {}

  /**
   * ipam-service gives each wanted address to the service.
   *
   * @param name the service's
   */
  record AllocateServiceAddresses(String serviceId, String name, List<WantedAddress> wanted)
      implements Step {}

  /** ipam-service takes all addresses of the service back. */
  record ReleaseServiceAddresses(String serviceId, List<WantedAddress> wanted) implements Step {}

  /** ipam-service opens the pools for the network. */
  record OpenPools(String networkId, List<WantedPool> wanted) implements Step {}

  /** ipam-service opens one more pool for a network that is there. */
  record AddPool(String networkId, WantedPool wanted) implements Step {}

  /** ipam-service lets a pool of a network choose from a larger part of its subnet. */
  record WidenPool(String networkId, String poolId, Cidr range) implements Step {}

  /** ipam-service closes the pools. */
  record ClosePools(String networkId, List<String> poolIds) implements Step {}

  /** ipam-service closes whatever it has opened for the network before it refused another pool. */
  record CloseOwnedPools(String networkId) implements Step {}

  /** A sandbox that is on no host is removed. */
  record ForgetSandbox(String sandboxId) implements Step {}

  /** The stream of the thing; its steps come one after the other. */
  default StreamId stream() {
    return switch (this) {
      case AllocateAddresses(var id, _, _) -> Kinds.ENDPOINT.stream(id);
      case ReleaseAddresses(var id, _) -> Kinds.ENDPOINT.stream(id);
      case AllocateServiceAddresses(var id, _, _) -> Kinds.SERVICE.stream(id);
      case ReleaseServiceAddresses(var id, _) -> Kinds.SERVICE.stream(id);
      case OpenPools(var id, _) -> Kinds.NETWORK.stream(id);
      case AddPool(var id, _) -> Kinds.NETWORK.stream(id);
      case WidenPool(var id, _, _) -> Kinds.NETWORK.stream(id);
      case ClosePools(var id, _) -> Kinds.NETWORK.stream(id);
      case CloseOwnedPools(var id) -> Kinds.NETWORK.stream(id);
      case ForgetSandbox(var id) -> Kinds.SANDBOX.stream(id);
    };
  }
}
