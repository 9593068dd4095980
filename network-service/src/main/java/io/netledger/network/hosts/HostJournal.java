package io.netledger.network.hosts;

import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Work;
import io.netledger.network.Happening;
import io.netledger.network.failure.Failure;
import io.netledger.network.host.HostCommand;
import io.netledger.network.host.HostEvent;
import io.netledger.network.plan.Due;
import io.netledger.network.process.Appends;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.HostRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the log what agents say. All of it may be said again: what the log knows is not
 * written twice.
 *
 * <p>What one message answers is written in one unit for each correlation, so that every event
 * belongs to the request that began it; the store commits the units together.
 */
public final class HostJournal {

  private static final Logger LOG = LoggerFactory.getLogger(HostJournal.class);

  private final Appends appends;

  public HostJournal(Appends appends) {
    this.appends = appends;
  }

  /** Who writes: the agent of a host, and where it called from. */
  record Author(String host, String address) {

    private Origin origin(String correlation, String causation) {
      return new Origin("driver-agent/" + host, address, "", "", correlation, causation, "");
    }
  }

  private record Step(Due.Item item, Consumer<Work> decision) {}

  /** True if the log has not known the host's boot yet, so that its kernel is empty. */
  boolean greet(Author author, Said.Hello hello) {
    return appends
        .append(author.origin("", ""), work -> HostRules.hello(work, hello.host(), hello.boot()))
        .events()
        .stream()
        .flatMap(Happening::of)
        .anyMatch(it ->
            it instanceof Happening.OfHost(_, var event) && event instanceof HostEvent.HostBooted);
  }

  /** Writes what is due and {@link Said.Applied#settled settled} by the answer. */
  void settle(Author author, Due due, Said.Applied applied) {
    Map<String, List<Step>> units = new LinkedHashMap<>();
    steps(due, applied)
        .forEach(step ->
            units.computeIfAbsent(step.item().correlation(), _ -> new ArrayList<>()).add(step));
    if (units.size() == 1) {
      units.values().forEach(unit -> write(author, unit));
      return;
    }
    CompletableFuture<?>[] writing =
        units.values().stream()
            .map(unit ->
                CompletableFuture.runAsync(() -> write(author, unit), Thread::startVirtualThread))
            .toArray(CompletableFuture[]::new);
    await(CompletableFuture.allOf(writing));
  }

  void report(Author author, HostCommand.ReportDrift drift) {
    appends.append(author.origin("", ""), work -> HostRules.drift(work, author.host(), drift));
  }

  private void write(Author author, List<Step> unit) {
    Due.Item first = unit.getFirst().item();
    Origin origin = author.origin(first.correlation(), "network-service/r" + first.revision());
    try {
      appends.append(origin, work -> unit.forEach(step -> step.decision().accept(work)));
    } catch (Rejection e) {
      LOG.warn("host {}: not recorded: {}", author.host(), e.toString());
    }
  }

  private static Stream<Step> steps(Due due, Said.Applied applied) {
    return Stream.of(
            due.attached().stream().map(item -> attached(item, applied)),
            due.detached().stream()
                .map(item -> new Step(item, work -> EndpointRules.detached(work, item.id()))),
            due.ready().stream().flatMap(item -> ready(item, applied)),
            due.removed().stream()
                .map(item -> new Step(item, work -> SandboxRules.removed(work, item.id()))))
        .flatMap(steps -> steps);
  }

  private static Step attached(Due.Item item, Said.Applied applied) {
    return applied
        .refusal(Said.Thing.ENDPOINT, item.id())
        .map(message -> new Failure(Reason.HOST_REFUSED, message))
        .map(failure -> new Step(item, work -> EndpointRules.fail(work, item.id(), failure)))
        .orElseGet(() ->
            new Step(item, work -> EndpointRules.attached(work, item.id(), applied.revision())));
  }

  /** A sandbox that the agent neither refuses nor names stays due. */
  private static Stream<Step> ready(Due.Item item, Said.Applied applied) {
    return applied
        .refusal(Said.Thing.SANDBOX, item.id())
        .map(message -> new Step(item, work -> SandboxRules.failed(work, item.id(), message)))
        .or(() ->
            applied
                .netnsPath(item.id())
                .map(path -> new Step(item, work -> SandboxRules.ready(work, item.id(), path))))
        .stream();
  }

  private static void await(CompletableFuture<?> all) {
    try {
      all.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
