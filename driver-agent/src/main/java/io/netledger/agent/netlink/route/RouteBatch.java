package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * Verbs collected for one send. Links that an earlier verb makes can be named by the later ones.
 */
public final class RouteBatch implements RouteVerbs {

  private final List<Request> requests = new ArrayList<>();

  @Override
  public void request(List<Request> more) {
    requests.addAll(more);
  }

  public boolean isEmpty() {
    return requests.isEmpty();
  }

  List<Request> requests() {
    return requests;
  }
}
