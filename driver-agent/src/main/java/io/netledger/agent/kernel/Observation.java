package io.netledger.agent.kernel;

import io.netledger.agent.plan.Change.ShareSandbox;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel holds at a moment, as far as it was looked at.
 *
 * @param host the host's namespace
 * @param firewall the agent's table
 * @param sandboxes the ids of those that have a namespace
 * @param shared those of the plans' guests that are in their donor's namespace
 * @param views sandboxes that were looked into
 * @param nameless sandboxes where names are not served as they should be
 * @param services what differs of the ways to services in sandboxes that were looked into
 * @param marks that links of the host had when they were last seen with one, by index
 */
public record Observation(
    NamespaceView host,
    Firewall.View firewall,
    Set<String> sandboxes,
    Set<ShareSandbox> shared,
    Map<String, NamespaceView> views,
    Set<String> nameless,
    Balancers.View services,
    Map<Integer, String> marks) {

  Optional<NamespaceView> sandbox(String id) {
    return Optional.ofNullable(views.get(id));
  }
}
