package io.netledger.network.view;

import io.netledger.network.service.Balancing;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A service.
 *
 * @param network name of its network
 * @param addresses without prefix length; empty until ipam-service has answered
 * @param selector labels that the sandboxes of its backends have
 */
public record ServiceRow(
    String id,
    long createdRevision,
    long sequence,
    String name,
    String networkId,
    String network,
    Instant createdAt,
    Status status,
    List<String> addresses,
    List<Port> ports,
    Balancing balancing,
    Map<String, String> selector,
    Map<String, String> labels)
    implements Row {

  /** What it answers at, at its backends, and at every host (0: not at all). */
  public record Port(int port, int target, String protocol, int hostPort) {}

  /** Where a service stands. */
  public enum Status {
    /** Waits for its addresses. */
    REQUESTED,
    /** Callers are led to its backends. */
    READY,
    /** Its addresses are on the way back. */
    REMOVING
  }

  ServiceRow addressed(long event, List<String> given) {
    return with(event, network, Status.READY, given);
  }

  ServiceRow removing(long event) {
    return with(event, network, Status.REMOVING, addresses);
  }

  /** Its network is called so now; the service itself, and its etag, stay. */
  ServiceRow onNetwork(String nowNamed) {
    return with(sequence, nowNamed, status, addresses);
  }

  private ServiceRow with(long event, String nowNamed, Status now, List<String> given) {
    return new ServiceRow(
        id,
        createdRevision,
        event,
        name,
        networkId,
        nowNamed,
        createdAt,
        now,
        given,
        ports,
        balancing,
        selector,
        labels);
  }
}
