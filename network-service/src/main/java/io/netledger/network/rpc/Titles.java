package io.netledger.network.rpc;

import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.sandbox.SandboxSettings;

/**
 * The names of an endpoint's two ends.
 *
 * @param network the network's name
 * @param sandbox the sandbox's name
 */
record Titles(String network, String sandbox) {

  static final Titles UNKNOWN = new Titles("", "");

  /** Also of an endpoint, a network or a sandbox that is gone. */
  static Titles of(Work work, String endpointId) {
    return work.state(Kinds.ENDPOINT, endpointId)
        .asked()
        .map(request -> of(work, request))
        .orElse(UNKNOWN);
  }

  private static Titles of(Work work, EndpointRequest request) {
    return new Titles(
        work.state(Kinds.NETWORK, request.networkId())
            .asked()
            .map(NetworkSettings::name)
            .orElse(""),
        work.state(Kinds.SANDBOX, request.sandboxId())
            .asked()
            .map(SandboxSettings::name)
            .orElse(""));
  }
}
