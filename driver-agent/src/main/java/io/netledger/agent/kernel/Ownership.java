package io.netledger.agent.kernel;

import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.plan.Owner;

/** How interfaces say whose they are: by their alias. */
final class Ownership {

  private Ownership() {}

  static boolean isOurs(Link link) {
    return link.alias().startsWith(Owner.MARK);
  }

  static boolean isMarked(Link link, String mark) {
    return link.alias().equals(mark);
  }

  /** Says whose a link is that stands in our way. */
  static KernelRefusal inTheWay(Link link) {
    String whose = link.alias().isEmpty() ? "nobody says whose it is" : "it is " + link.alias();
    return new KernelRefusal(
        "%s %s is there already and not ours to use: %s"
            .formatted(link.kind().isEmpty() ? "link" : link.kind(), link.name(), whose));
  }
}
