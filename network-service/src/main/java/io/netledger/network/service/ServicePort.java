package io.netledger.network.service;

import io.netledger.network.port.Protocol;

/**
 * What a service answers at.
 *
 * @param port at the service's addresses
 * @param target at its backends
 * @param hostPort at every host; 0: at none
 */
public record ServicePort(int port, int target, Protocol protocol, int hostPort) {

  /** As users are shown it: "80:8080/tcp", or with a port of hosts "8000->80:8080/tcp". */
  @Override
  public String toString() {
    return (hostPort == 0 ? "" : hostPort + "->")
        + (port == target ? port + "/" + protocol : port + ":" + target + "/" + protocol);
  }
}
