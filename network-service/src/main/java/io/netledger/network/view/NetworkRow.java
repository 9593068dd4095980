package io.netledger.network.view;

import io.netledger.address.Cidr;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network.
 *
 * @param driver "bridge", "host" or "none"; "null" of a configuration network
 * @param subnets those asked for, from {@link Status#READY} on those given
 * @param options the driver's, by short name; without those that were not given
 * @param configFrom name of the configuration network that it was made from; empty: none
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
    String configFrom,
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
      String subnet, String ipRange, String gateway, Map<String, String> auxAddresses) {

    private Subnet widened(Cidr range) {
      return Cidr.parse(subnet).contains(range)
          ? new Subnet(subnet, range.toString(), gateway, auxAddresses)
          : this;
    }
  }

  /** A configuration network has no subnets but those asked for. */
  NetworkRow ready(long event, List<Subnet> given) {
    return with(event, Status.READY, given.isEmpty() ? subnets : given, endpointCount);
  }

  /** Of how many hosts it is at a time: "local", one, or "global", all. */
  public String scope() {
    return driver.equals("overlay") ? "global" : "local";
  }

  public boolean isConfigOnly() {
    return driver.equals("null");
  }

  NetworkRow added(long event, Subnet subnet) {
    return with(
        event, status, Stream.concat(subnets.stream(), Stream.of(subnet)).toList(), endpointCount);
  }

  /** One of its subnets, which do not overlap, chooses from a range that holds the one before. */
  NetworkRow widened(long event, Cidr range) {
    return with(
        event,
        status,
        subnets.stream().map(subnet -> subnet.widened(range)).toList(),
        endpointCount);
  }

  /** The network has another event, which changes nothing that is shown. */
  NetworkRow plain(long event) {
    return with(event, status, subnets, endpointCount);
  }

  NetworkRow removing(long event) {
    return with(event, Status.REMOVING, subnets, endpointCount);
  }

  NetworkRow endpoints(long event, int more) {
    return with(event, status, subnets, endpointCount + more);
  }

  NetworkRow renamed(long event, String other) {
    return with(event, other, labels, options);
  }

  NetworkRow reconfigured(long event, Map<String, String> others) {
    return with(event, name, labels, others);
  }

  NetworkRow relabeled(long event, Map<String, String> set, List<String> removed) {
    Map<String, String> now = new HashMap<>(labels);
    removed.forEach(now::remove);
    now.putAll(set);
    return with(event, name, Map.copyOf(now), options);
  }

  private NetworkRow with(
      long event, String nowNamed, Map<String, String> nowLabels, Map<String, String> nowOptions) {
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
        nowOptions,
        configFrom,
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
        configFrom,
        nowEndpoints);
  }
}
