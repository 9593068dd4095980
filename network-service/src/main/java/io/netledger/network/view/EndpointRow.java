package io.netledger.network.view;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An endpoint. Names of network and sandbox are as they were when it was asked for.
 *
 * @param addresses with prefix length; empty until ipam-service has answered
 * @param gateways of the subnets, in the order of addresses
 * @param failure why it failed; else empty
 * @param ports published
 */
public record EndpointRow(
    String id,
    long createdRevision,
    long sequence,
    String networkId,
    String network,
    String sandboxId,
    String sandbox,
    String host,
    Instant createdAt,
    Status status,
    List<String> addresses,
    List<String> gateways,
    String macAddress,
    String interfaceName,
    List<String> aliases,
    String failure,
    int gatewayPriority,
    Map<String, String> sysctls,
    List<String> linkLocals,
    List<Port> ports)
    implements Row {

  /** A published port; at no address of the host if {@code hostIp} is empty. */
  public record Port(String hostIp, int hostPort, int port, String protocol) {}

  /** Where an endpoint stands. */
  public enum Status {
    /** Waits for its address or its host. */
    PENDING,
    /** Packets can flow. */
    ATTACHED,
    /** Is being taken off. */
    LEAVING,
    /** Was refused; its address is on the way back. */
    FAILED,
    /** Is off; its address is free. */
    GONE
  }

  /** Of the gateways that were possible those remain that are in the subnets of the addresses. */
  EndpointRow addressed(long event, List<String> given, String mac) {
    List<String> theirs =
        given.stream()
            .map(address -> Cidr.parse(address).network())
            .flatMap(subnet ->
                gateways.stream()
                    .filter(gateway -> subnet.contains(IpAddress.parse(gateway)))
                    .limit(1))
            .toList();
    return new EndpointRow(
        id,
        createdRevision,
        event,
        networkId,
        network,
        sandboxId,
        sandbox,
        host,
        createdAt,
        status,
        given,
        theirs,
        mac,
        interfaceName,
        aliases,
        failure,
        gatewayPriority,
        sysctls,
        linkLocals,
        ports);
  }

  EndpointRow failed(long event, String why) {
    return with(event, Status.FAILED, addresses, macAddress, why);
  }

  EndpointRow now(long event, Status now) {
    return with(event, now, addresses, macAddress, failure);
  }

  /** Its network is called so now; the endpoint itself, and its etag, stay. */
  EndpointRow onNetwork(String name) {
    return new EndpointRow(
        id,
        createdRevision,
        sequence,
        networkId,
        name,
        sandboxId,
        sandbox,
        host,
        createdAt,
        status,
        addresses,
        gateways,
        macAddress,
        interfaceName,
        aliases,
        failure,
        gatewayPriority,
        sysctls,
        linkLocals,
        ports);
  }

  private EndpointRow with(long event, Status now, List<String> given, String mac, String why) {
    return new EndpointRow(
        id,
        createdRevision,
        event,
        networkId,
        network,
        sandboxId,
        sandbox,
        host,
        createdAt,
        now,
        given,
        gateways,
        mac,
        interfaceName,
        aliases,
        why,
        gatewayPriority,
        sysctls,
        linkLocals,
        ports);
  }
}
