package io.netledger.network.hosts;

import io.netledger.network.host.Boot;
import io.netledger.network.host.HostCommand;
import io.netledger.network.plan.Due;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What an agent says. */
public sealed interface Said {

  /**
   * Who is on the line; always the first.
   *
   * @param host its name
   * @param boot the run of its kernel
   * @param appliedRevision of the plan that stands in the kernel; 0: not known
   */
  record Hello(String host, Boot boot, long appliedRevision) implements Said {}

  /**
   * What became of a plan or of changes: all of it stands but what is refused.
   *
   * @param revision of the message that is answered
   * @param refused what the kernel did not allow, in words: to be brought about or to be removed
   * @param lingering those of the refused of which something still stands
   * @param ready files of the namespaces of those sandboxes of that message that are there now
   */
  record Applied(
      long revision, Map<Named, String> refused, Set<Named> lingering, Map<String, String> ready)
      implements Said {

    /** Why the thing was refused; empty if it was not. */
    Optional<String> refusal(Thing thing, String id) {
      return Optional.ofNullable(refused.get(new Named(thing, id)));
    }

    /** Where the sandbox's namespace is; empty if it is not named. */
    Optional<String> netnsPath(String sandboxId) {
      return Optional.ofNullable(ready.get(sandboxId));
    }

    /**
     * What of {@code due} this tells the end of. What lingers has none yet, nor has a removal that
     * is refused, nor a sandbox that is not named.
     */
    Due settled(Due due) {
      return new Due(
          only(due.attached(), id -> !lingers(Thing.ENDPOINT, id)),
          only(due.detached(), id -> refusal(Thing.ENDPOINT, id).isEmpty()),
          only(
              due.ready(),
              id ->
                  refusal(Thing.SANDBOX, id).isPresent()
                      ? !lingers(Thing.SANDBOX, id)
                      : netnsPath(id).isPresent()),
          only(due.removed(), id -> refusal(Thing.SANDBOX, id).isEmpty()));
    }

    boolean lingers(Thing thing, String id) {
      return lingering.contains(new Named(thing, id));
    }

    private static List<Due.Item> only(List<Due.Item> items, Predicate<String> wanted) {
      return items.stream().filter(item -> wanted.test(item.id())).toList();
    }
  }

  /**
   * What the agent found different.
   *
   * @param outcome what became of it
   * @param toldBefore that it was found was said before
   */
  record Drift(
      String found,
      Instant foundAt,
      HostCommand.Outcome outcome,
      String endpointId,
      String networkId,
      boolean toldBefore)
      implements Said {}

  /** The agent lives. */
  record Heartbeat(long appliedRevision) implements Said {}

  /** A sandbox or an endpoint by its id. */
  record Named(Thing thing, String id) {}

  /** What can be refused. */
  enum Thing {
    SANDBOX,
    ENDPOINT
  }
}
