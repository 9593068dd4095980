package io.netledger.refusal;

/**
 * Why a call is refused. The names are those of {@code netledger.errors.v1.ErrorReason} without its
 * prefix; what each means to a client is said there.
 */
public enum Reason {
  /** A field is empty, too long, malformed or out of range. */
  INVALID_ARGUMENT,
  /** The driver has no such option. */
  OPTION_UNKNOWN,
  /** A filter has an unknown key or a value out of its range. */
  FILTER_INVALID,
  /** A page token is not one of ours or belongs to another call. */
  PAGE_TOKEN_INVALID,
  /** The revision asked for has not happened yet. */
  REVISION_IN_FUTURE,
  /** The request id was used by another request. */
  REQUEST_ID_REUSED,
  /** The thing has changed since the client saw it. */
  ETAG_MISMATCH,
  /** The caller could not be told from the connection. */
  PEER_UNKNOWN,
  /**
   * The event store does not answer; whether the call was carried out is not known: send it again
   * with the same request id.
   */
  STORE_UNAVAILABLE,
  /** ipam-service does not answer; send the call again. */
  IPAM_UNAVAILABLE,
  /** Another network, sandbox, service or named bridge has the name. */
  NAME_TAKEN,
  /** No network has the id, name or prefix. */
  NETWORK_NOT_FOUND,
  /** Several networks' ids begin with the prefix. */
  NETWORK_AMBIGUOUS,
  /** bridge, host and none can be neither made nor removed. */
  NETWORK_PREDEFINED,
  /** Sandboxes are connected to the network, services are on it, or networks are made from it. */
  NETWORK_IN_USE,
  /** The network is being made or removed. */
  NETWORK_NOT_READY,
  /** A sandbox cannot be connected to host, none or a configuration network. */
  NETWORK_NOT_CONNECTABLE,
  /** No such driver. */
  DRIVER_UNKNOWN,
  /** The driver exists, but not for what was asked. */
  DRIVER_UNSUPPORTED,
  /** No sandbox has the id, name or prefix. */
  SANDBOX_NOT_FOUND,
  /** Several sandboxes' ids begin with the prefix. */
  SANDBOX_AMBIGUOUS,
  /** The sandbox has endpoints. */
  SANDBOX_IN_USE,
  /** The sandbox has failed or is being removed. */
  SANDBOX_NOT_READY,
  /** No endpoint has the id or prefix. */
  ENDPOINT_NOT_FOUND,
  /** Several endpoints' ids begin with the prefix. */
  ENDPOINT_AMBIGUOUS,
  /** The sandbox is on the network already. */
  ALREADY_CONNECTED,
  /** The sandbox is not on the network. */
  NOT_CONNECTED,
  /** No host has the name. */
  HOST_NOT_FOUND,
  /** Several hosts' names begin so. */
  HOST_AMBIGUOUS,
  /** There is not exactly one host, so one must be named. */
  HOST_REQUIRED,
  /** The host's kernel did not allow it. */
  HOST_REFUSED,
  /** Not a subnet in CIDR notation, or one with host bits. */
  SUBNET_INVALID,
  /** A pool of the space overlaps the subnet. */
  SUBNET_OVERLAPS,
  /** Every default pool overlaps one in use. */
  SUBNETS_EXHAUSTED,
  /** No pool has the id. */
  POOL_NOT_FOUND,
  /** Addresses of the pool are held. */
  POOL_IN_USE,
  /** Somebody else holds the address. */
  ADDRESS_IN_USE,
  /** The address lies outside the subnet, or is of another family. */
  ADDRESS_OUT_OF_RANGE,
  /**
   * The address is the gateway's, an auxiliary one, the subnet's or the broadcast address, or is
   * reserved for somebody else.
   */
  ADDRESS_RESERVED,
  /** An address can be asked for only on a network whose subnet was asked for. */
  ADDRESS_NEEDS_SUBNET,
  /** No address of the pool is free. */
  ADDRESSES_EXHAUSTED,
  /** Nobody holds the address. */
  ADDRESS_NOT_HELD,
  /** The holder has an address of the pool, but not the one asked for. */
  HOLDER_HAS_ANOTHER,
  /** Another endpoint of the network has the MAC address. */
  MAC_IN_USE,
  /** The sandbox has an interface of that name. */
  INTERFACE_TAKEN,
  /** The kernel of the host, or of every host, cannot do what the driver needs. */
  KIND_UNSUPPORTED,
  /** Another network has the parent in a way that leaves no room for this one. */
  PARENT_IN_USE,
  /** Another endpoint has published the port of the host. */
  PORT_IN_USE,
  /** The network lets nothing in from beyond, or the sandbox has no address of the family. */
  PORT_NOT_PUBLISHABLE,
  /** No port of the host is left to choose. */
  PORTS_EXHAUSTED,
  /** The sandbox uses its host's or another's network stack, or none. */
  SANDBOX_NOT_CONNECTABLE,
  /** The sandbox to share a namespace with is on another host. */
  DONOR_ELSEWHERE,
  /** The option cannot change while the network exists. */
  OPTION_FIXED,
  /** The ip_range does not hold the one that the pool has. */
  RANGE_NOT_WIDER,
  /**
   * A network that is made from a configuration network asks for something of its own, or a
   * configuration network for what only networks have.
   */
  CONFIG_CONFLICT,
  /** A network can be made from a configuration network only. */
  NETWORK_NOT_CONFIG_ONLY,
  /** The host is drained: nothing new is placed there. */
  HOST_DRAINED,
  /** The host has sandboxes. */
  HOST_IN_USE,
  /** Another service's log knows the answer. */
  WRONG_SERVICE,
  /** A host's certificate names another host than its agent says it is. */
  HOST_IDENTITY_MISMATCH,
  /** The caller's certificate is of a kind that may not call this. */
  CALLER_NOT_ALLOWED,
  /** The caller's certificate has expired while it was on the line. */
  CERTIFICATE_EXPIRED,
  /** The caller's certificate was not taken, so that nothing was answered. Only in ledgers. */
  CERTIFICATE_REFUSED,
  /** The join token is unknown, expired, used, or of another host; or no host can join here. */
  JOIN_REFUSED,
  /** Another network has the VNI. */
  VNI_IN_USE,
  /** No VNI is left to choose. */
  VNIS_EXHAUSTED,
  /** The host has no address by which other hosts reach it. */
  UNDERLAY_MISSING,
  /**
   * The host is reached by the other family of addresses than the hosts that are on the network.
   */
  UNDERLAY_MISMATCH,
  /** Docker has the option, and it cannot be had here. */
  OPTION_UNSUPPORTED,
  /** The service has no key to sign checkpoints with. */
  CHECKPOINTS_OFF,
  /** A log can be imported only where there is none. */
  LOG_NOT_EMPTY,
  /** An event that is to be imported is not as it was written. */
  EVENT_DAMAGED,
  /** The log is not as it was written, so that nothing can be proved of it. */
  LOG_DAMAGED,
  /** No service has the id, name or prefix. */
  SERVICE_NOT_FOUND,
  /** Several services' ids begin with the prefix. */
  SERVICE_AMBIGUOUS,
  /** Networks of the driver have no services. */
  SERVICE_UNSUPPORTED
}
