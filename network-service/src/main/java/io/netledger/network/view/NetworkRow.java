package io.netledger.network.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network.
 *
 * @param driver "bridge", "host" or "none"
 * @param subnets those asked for, from {@link Status#READY} on those given
 * @param options the driver's, by short name; without those that were not given
 * @param endpointCount endpoints on it, whatever their state
 */
public record NetworkRow(
    String id,
    long createdRevision,
    long sequence,
    String name,
    String driver,
    Instant createdAt,
    Status status,
    boolean internal,
    boolean ipv6,
    boolean predefined,
    List<Subnet> subnets,
    Map<String, String> labels,
    Map<String, String> options,
    int endpointCount)
    implements Row {

  /** Where a network stands. */
  public enum Status {
    /** Its subnets are being reserved. */
    REQUESTED,
    /** Sandboxes can be connected. */
    READY,
    /** Its subnets are being given back. */
    REMOVING
  }

  /** One subnet; what is not known is empty. */
  public record Subnet(
      String subnet, String ipRange, String gateway, Map<String, String> auxAddresses) {}

  NetworkRow ready(long event, List<Subnet> given) {
    return with(event, Status.READY, given, endpointCount);
  }

  NetworkRow removing(long event) {
    return with(event, Status.REMOVING, subnets, endpointCount);
  }

  NetworkRow endpoints(long event, int more) {
    return with(event, status, subnets, endpointCount + more);
  }

  NetworkRow renamed(long event, String other) {
    return with(event, other, labels);
  }

  NetworkRow relabeled(long event, Map<String, String> set, List<String> removed) {
    Map<String, String> now = new HashMap<>(labels);
    removed.forEach(now::remove);
    now.putAll(set);
    return with(event, name, Map.copyOf(now));
  }

  private NetworkRow with(long event, String nowNamed, Map<String, String> nowLabels) {
    return new NetworkRow(
        id,
        createdRevision,
        event,
        nowNamed,
        driver,
        createdAt,
        status,
        internal,
        ipv6,
        predefined,
        subnets,
        nowLabels,
        options,
        endpointCount);
  }

  private NetworkRow with(long event, Status now, List<Subnet> nowSubnets, int nowEndpoints) {
    boolean v6 = ipv6 || nowSubnets.stream().anyMatch(each -> each.subnet().contains(":"));
    return new NetworkRow(
        id,
        createdRevision,
        event,
        name,
        driver,
        createdAt,
        now,
        internal,
        v6,
        predefined,
        nowSubnets,
        labels,
        options,
        nowEndpoints);
  }
}
