package io.netledger.agent.netlink.route;

import static java.util.Objects.requireNonNull;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.MessageWriter;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A unicast route.
 *
 * @param destination network to reach; length 0 is the default route
 * @param gateway who to send to; empty: the destination is on the link itself
 * @param device index of the link to send by; 0: the kernel finds it by the gateway
 * @param onLink the gateway is on the link although no address says so
 * @param metric smaller wins; 0 is the kernel's choice (0 for IPv4, 1024 for IPv6)
 * @param source address to prefer as sender
 * @param table 254 is main
 * @param protocol who made it: 2 the kernel, 3 at boot, 4 an administrator
 */
public record Route(
    Prefix destination,
    Optional<InetAddress> gateway,
    int device,
    boolean onLink,
    int metric,
    Optional<InetAddress> source,
    int table,
    int protocol) {

  public static final int TABLE_MAIN = 254;
  public static final int PROTOCOL_KERNEL = 2;
  public static final int PROTOCOL_BOOT = 3;
  public static final int PROTOCOL_STATIC = 4;

  private static final int HEADER = 12; // sizeof(struct rtmsg)
  private static final int RTA_DST = 1;
  private static final int RTA_OIF = 4;
  private static final int RTA_GATEWAY = 5;
  private static final int RTA_PRIORITY = 6;
  private static final int RTA_PREFSRC = 7;
  private static final int RTA_TABLE = 15;
  private static final int RTNH_F_ONLINK = 4;
  private static final int SCOPE_UNIVERSE = 0;
  private static final int SCOPE_LINK = 253;
  static final int UNICAST = 1;

  /** {@code default via GATEWAY}. */
  public static Route byDefault(InetAddress gateway) {
    byte[] any = new byte[gateway.getAddress().length];
    return to(new Prefix(Address.inet(any), 0)).via(gateway);
  }

  /** {@code DESTINATION}, to be completed by {@link #via} or {@link #device}. */
  public static Route to(Prefix destination) {
    return new Route(
        destination, Optional.empty(), 0, false, 0, Optional.empty(), TABLE_MAIN, PROTOCOL_STATIC);
  }

  public Route via(InetAddress gateway) {
    return new Route(
        destination, Optional.of(gateway), device, onLink, metric, source, table, protocol);
  }

  public Route device(int index) {
    return new Route(destination, gateway, index, onLink, metric, source, table, protocol);
  }

  public Route asOnLink() {
    return new Route(destination, gateway, device, true, metric, source, table, protocol);
  }

  public Route metric(int metric) {
    return new Route(destination, gateway, device, onLink, metric, source, table, protocol);
  }

  public Route source(InetAddress source) {
    return new Route(
        destination, gateway, device, onLink, metric, Optional.of(source), table, protocol);
  }

  public boolean isDefault() {
    return destination.length() == 0;
  }

  void encode(MessageWriter writer) {
    boolean direct = gateway.isEmpty() && destination.family() == Libc.AF_INET;
    writer
        .put8(destination.family())
        .put8(destination.length())
        .put8(0)
        .put8(0)
        .put8(table < 256 ? table : 0)
        .put8(protocol)
        .put8(direct ? SCOPE_LINK : SCOPE_UNIVERSE)
        .put8(UNICAST)
        .put32(onLink ? RTNH_F_ONLINK : 0)
        .u32(RTA_TABLE, table);
    if (!isDefault()) {
      writer.bytes(RTA_DST, destination.address().getAddress());
    }
    gateway.ifPresent(via -> writer.bytes(RTA_GATEWAY, via.getAddress()));
    if (device != 0) {
      writer.u32(RTA_OIF, device);
    }
    if (metric != 0) {
      writer.u32(RTA_PRIORITY, metric);
    }
    source.ifPresent(from -> writer.bytes(RTA_PREFSRC, from.getAddress()));
  }

  /** RTN_UNICAST or another type: local, broadcast … */
  static int type(Message message) {
    return message.payload().get(7) & 0xff;
  }

  static Route parse(Message message) {
    Attributes attributes = message.attributesAfter(HEADER);
    int family = message.payload().get(0) & 0xff;
    byte[] any = new byte[family == Libc.AF_INET ? 4 : 16];
    byte[] destination = requireNonNull(attributes.bytes(RTA_DST).orElse(any));
    return new Route(
        new Prefix(Address.inet(destination), message.payload().get(1) & 0xff),
        attributes.bytes(RTA_GATEWAY).map(Address::inet),
        attributes.u32(RTA_OIF).orElse(0),
        (message.payload().getInt(8) & RTNH_F_ONLINK) != 0,
        attributes.u32(RTA_PRIORITY).orElse(0),
        attributes.bytes(RTA_PREFSRC).map(Address::inet),
        attributes.u32(RTA_TABLE).orElse(message.payload().get(4) & 0xff),
        message.payload().get(5) & 0xff);
  }

  @Override
  public String toString() {
    return (isDefault() ? "default" : destination.toString())
        + gateway.map(via -> " via " + via.getHostAddress()).orElse("")
        + (device == 0 ? "" : " dev #" + device);
  }
}
