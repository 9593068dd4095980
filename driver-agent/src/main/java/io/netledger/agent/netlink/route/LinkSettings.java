package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.MessageWriter;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a link shall have. What is not said is left to the kernel (a new link) or as it is (a
 * change). Immutable: each method returns settings with one thing more.
 */
public final class LinkSettings {

  static final int IFF_UP = 1;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINK = 5;
  private static final int IFLA_MASTER = 10;
  private static final int IFLA_IFALIAS = 20;
  private static final int IFLA_GROUP = 27;
  private static final int IFLA_NET_NS_FD = 28;
  private static final LinkSettings NONE =
      new LinkSettings(new Header(0, 0, 0), null, null, _ -> {});

  private final Header header;
  private final @Nullable String name;
  private final @Nullable String alias;
  private final Consumer<MessageWriter> attributes;

  /** The fields of struct ifinfomsg that may be set. */
  private record Header(int index, int flags, int change) {}

  private LinkSettings(
      Header header,
      @Nullable String name,
      @Nullable String alias,
      Consumer<MessageWriter> attributes) {
    this.header = header;
    this.name = name;
    this.alias = alias;
    this.attributes = attributes;
  }

  /** Nothing said yet. */
  public static LinkSettings none() {
    return NONE;
  }

  /** A link with this name (1 to 15 bytes). As a change it means: renamed. */
  public static LinkSettings named(String name) {
    return new LinkSettings(NONE.header, name, null, it -> it.text(IFLA_IFNAME, name));
  }

  /**
   * The index a new link shall have, instead of the next free one; refused if it is taken, see
   * {@link LinkIndex#fresh}. The peer of a veth gets the one wanted only if the other end has one
   * given too.
   */
  public LinkSettings index(int index) {
    return with(new Header(index, header.flags, header.change));
  }

  /** Up from birth. Not for the peer of a veth: the kernel answers ENOTCONN. */
  public LinkSettings up() {
    return with(new Header(header.index, IFF_UP, IFF_UP));
  }

  public LinkSettings down() {
    return with(new Header(header.index, 0, IFF_UP));
  }

  public LinkSettings mac(HardwareAddress mac) {
    return with(it -> it.bytes(IFLA_ADDRESS, mac.bytes()));
  }

  /** Largest packet in bytes, without the Ethernet header. */
  public LinkSettings mtu(int bytes) {
    return with(it -> it.u32(IFLA_MTU, bytes));
  }

  /**
   * A text of up to 255 bytes that {@code ip link} shows as {@code alias}; empty takes it away. Not
   * for a veth's peer.
   */
  public LinkSettings alias(String alias) {
    return new LinkSettings(header, name, alias, attributes);
  }

  /** A number that many links can share, for {@link RouteVerbs#deleteGroup}. */
  public LinkSettings group(int group) {
    return with(it -> it.u32(IFLA_GROUP, group));
  }

  /** The index of the bridge to be a port of; 0 is none. */
  public LinkSettings master(int index) {
    return with(it -> it.u32(IFLA_MASTER, index));
  }

  /** The index of the link below: for macvlan, ipvlan, vlan. */
  public LinkSettings lower(int index) {
    return with(it -> it.u32(IFLA_LINK, index));
  }

  /**
   * The network namespace to be born in, as an open file descriptor. Never for a link that exists:
   * moving costs 16 ms.
   */
  public LinkSettings namespace(int fd) {
    return with(it -> it.u32(IFLA_NET_NS_FD, fd));
  }

  private LinkSettings with(Header changed) {
    return new LinkSettings(changed, name, alias, attributes);
  }

  private LinkSettings with(Consumer<MessageWriter> attribute) {
    return new LinkSettings(header, name, alias, attributes.andThen(attribute));
  }

  int index() {
    return header.index;
  }

  /** The alias, which the kernel overlooks in the message that makes a link. */
  Optional<String> alias() {
    return Optional.ofNullable(alias);
  }

  /** For a link to be made: struct ifinfomsg and the attributes. */
  void encode(MessageWriter writer) {
    encode(writer, header.index);
  }

  /** For a link that is there, found by its index, or if that is 0 by its name. */
  void encode(MessageWriter writer, int existing) {
    writer.put8(0).put8(0).put16(0).put32(existing).put32(header.flags).put32(header.change);
    attributes.accept(writer);
    alias().ifPresent(text -> writer.text(IFLA_IFALIAS, text));
  }

  @Override
  public String toString() {
    return name == null ? "link" : name;
  }
}
