package io.netledger.agent.kernel;

import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.plan.Owner;
import java.util.Map;

/** How interfaces say whose they are: by their alias. */
final class Ownership {

  private Ownership() {}

  static boolean isOurs(Link link) {
    return link.alias().startsWith(Owner.MARK);
  }

  static boolean isMarked(Link link, String mark) {
    return link.alias().equals(mark);
  }

  /**
   * Whether it has the mark, or is the very link that had it until somebody changed it.
   *
   * @param marks the marks that links of the host had when they were last looked at, by index
   */
  static boolean wasMarked(Link link, String mark, Map<Integer, String> marks) {
    return isMarked(link, mark) || mark.equals(marks.get(link.index()));
  }

  /** Says whose a link is that stands in our way. */
  static KernelRefusal inTheWay(Link link) {
    String whose = link.alias().isEmpty() ? "nobody says whose it is" : "it is " + link.alias();
    return new KernelRefusal(
        "%s %s is there already and not ours to use: %s"
            .formatted(link.kind().isEmpty() ? "link" : link.kind(), link.name(), whose));
  }
}
