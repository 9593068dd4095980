package io.netledger.agent.kernel;

import io.netledger.address.IpAddress;
import io.netledger.agent.netlink.nft.Datum;
import io.netledger.agent.netlink.nft.Element;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.FirewallEntry.AddToSet;
import io.netledger.agent.plan.FirewallEntry.OpenPort;
import io.netledger.agent.plan.FirewallEntry.PublishPort;
import io.netledger.agent.plan.FirewallSet;
import io.netledger.agent.plan.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The firewall's entries as elements of sets and maps, and back. */
final class FirewallElements {

  private static final int V4_OCTETS = 4;
  private static final int V6_OCTETS = 16;
  private static final int SLOT = 4; // parts of a concatenation begin at its multiples

  private FirewallElements() {}

  static Element elementOf(FirewallEntry entry) {
    return switch (entry) {
      case AddToSet(var in, var name) -> {
        Datum bridge = Datum.interfaceName(name);
        yield Element.of(in.isOfPairs() ? Datum.concatenation(bridge, bridge) : bridge);
      }
      case PublishPort it ->
          Element.of(
              key(it.hostIp(), it.protocol(), it.hostPort()),
              Datum.concatenation(address(it.to()), Datum.port(it.port())));
      case OpenPort it -> Element.of(key(it.address(), it.protocol(), it.port()));
    };
  }

  static Datum key(IpAddress address, Protocol protocol, int port) {
    return Datum.concatenation(address(address), Datum.octet(protocol.number()), Datum.port(port));
  }

  static Datum address(IpAddress address) {
    return Datum.address(Prefixes.inet(address));
  }

  /** What an element of the set says; empty if none of ours says so. */
  static Optional<FirewallEntry> entryOf(String set, Element element) {
    return switch (set) {
      case "published4" -> published(element, V4_OCTETS);
      case "published6" -> published(element, V6_OCTETS);
      case "opened4" -> opened(element, V4_OCTETS);
      case "opened6" -> opened(element, V6_OCTETS);
      default ->
          Arrays.stream(FirewallSet.values())
              .filter(it -> it.nft().equals(set))
              .<FirewallEntry>map(it -> new AddToSet(it, bridge(element)))
              .findFirst();
    };
  }

  private static Optional<FirewallEntry> published(Element element, int octets) {
    if (!(element.content() instanceof Element.Content.Value(var value))) {
      return Optional.empty();
    }
    ByteBuffer key = ByteBuffer.wrap(element.key().bytes());
    ByteBuffer to = ByteBuffer.wrap(value.bytes());
    return Protocol.of(key.get(octets) & 0xff)
        .map(protocol ->
            new PublishPort(
                address(key, octets),
                port(key, octets + SLOT),
                protocol,
                address(to, octets),
                port(to, octets)));
  }

  private static Optional<FirewallEntry> opened(Element element, int octets) {
    ByteBuffer key = ByteBuffer.wrap(element.key().bytes());
    return Protocol.of(key.get(octets) & 0xff)
        .map(protocol -> new OpenPort(address(key, octets), protocol, port(key, octets + SLOT)));
  }

  private static IpAddress address(ByteBuffer from, int octets) {
    byte[] address = new byte[octets];
    from.get(0, address);
    return IpAddress.of(address);
  }

  private static int port(ByteBuffer from, int at) {
    return from.getShort(at) & 0xffff;
  }

  /** The name ends at the first zero byte. */
  private static String bridge(Element element) {
    byte[] key = element.key().bytes();
    int length = 0;
    while (length < key.length && key[length] != 0) {
      length++;
    }
    return new String(key, 0, length, StandardCharsets.UTF_8);
  }
}
