package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.MessageWriter;

/** Attribute numbers that several link messages share (linux/if_link.h). */
final class LinkInfo {

  static final int IFLA_IFNAME = 3;
  static final int IFLA_LINKINFO = 18;
  static final int KIND = 1;
  static final int DATA = 2;
  static final int PORT_KIND = 4;
  static final int PORT_DATA = 5;

  private LinkInfo() {}

  /** struct ifinfomsg for a link that exists, and its name if that is how it is known. */
  static void encode(MessageWriter writer, LinkRef link) {
    switch (link) {
      case LinkRef.Index(int index) -> LinkSettings.none().encode(writer, index);
      case LinkRef.Name(String name) -> LinkSettings.named(name).encode(writer, 0);
    }
  }
}
