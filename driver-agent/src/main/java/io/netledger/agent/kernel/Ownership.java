package io.netledger.agent.kernel;

import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.plan.Owner;

/**
 * How interfaces say whose they are. The kernel takes no alias at birth, but a group: so ours are
 * born in a group of ours, get their alias next, and are ours also if the agent is killed between.
 */
final class Ownership {

  /** "nl": the group our links are born in. */
  static final int OURS = 0x6e6c;

  /** "nm": the group of those that are to be deleted together. */
  static final int DOOMED = 0x6e6d;

  private Ownership() {}

  static boolean isOurs(Link link) {
    return link.alias().startsWith(Owner.MARK) || isUnfinished(link);
  }

  static boolean isMarked(Link link, String mark) {
    return link.alias().equals(mark) || isUnfinished(link);
  }

  private static boolean isUnfinished(Link link) {
    return link.alias().isEmpty() && (link.group() == OURS || link.group() == DOOMED);
  }

  /** Says whose a link is that stands in our way. */
  static KernelRefusal inTheWay(Link link) {
    String whose = link.alias().isEmpty() ? "nobody says whose it is" : "it is " + link.alias();
    return new KernelRefusal(
        "%s %s is there already and not ours to use: %s"
            .formatted(link.kind().isEmpty() ? "link" : link.kind(), link.name(), whose));
  }
}
