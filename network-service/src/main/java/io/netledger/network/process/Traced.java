package io.netledger.network.process;

import io.netledger.eventstore.StreamId;
import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.sandbox.SandboxSettings;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A decision that also says what comes next for all that it touched, from the states that it leads
 * to: nobody has to load them again.
 */
public final class Traced implements Consumer<Work> {

  private final Set<StreamId> always;
  private final Consumer<Work> decision;
  private volatile List<Step> steps = List.of();

  private Traced(Set<StreamId> always, Consumer<Work> decision) {
    this.always = always;
    this.decision = decision;
  }

  public Traced(Consumer<Work> decision) {
    this(Set.of(), decision);
  }

  /** Decides nothing and says what comes next for one thing. */
  static Traced lookAt(StreamId stream) {
    return of(stream, _ -> {});
  }

  /** As {@code decision}, and says what comes next for {@code stream} even if nothing happens. */
  static Traced of(StreamId stream, Consumer<Work> decision) {
    return new Traced(Set.of(stream), decision);
  }

  @Override
  public void accept(Work work) {
    Noting noting = new Noting(work, always);
    decision.accept(noting);
    steps = noting.touched.stream().flatMap(stream -> next(work, stream).stream()).toList();
  }

  /** Of the decision's last run; none before it. */
  public List<Step> steps() {
    return steps;
  }

  private static Optional<Step> next(Work work, StreamId stream) {
    String id = stream.id();
    return switch (stream.category()) {
      case "endpoint" ->
          ConnectProcess.next(
              id, work.state(Kinds.ENDPOINT, id), sandbox -> sandboxName(work, sandbox));
      case "network" -> NetworkProcess.next(id, work.state(Kinds.NETWORK, id));
      case "service" -> ServiceProcess.next(id, work.state(Kinds.SERVICE, id));
      case "sandbox" -> SandboxProcess.next(id, work.state(Kinds.SANDBOX, id));
      default -> Optional.empty();
    };
  }

  private static String sandboxName(Work work, String id) {
    return work.state(Kinds.SANDBOX, id).asked().map(SandboxSettings::name).orElse("");
  }

  /** Notes which streams were decided on. */
  private static final class Noting implements Work {

    private final Work work;
    private final Set<StreamId> touched;

    Noting(Work work, Set<StreamId> always) {
      this.work = work;
      this.touched = new LinkedHashSet<>(always);
    }

    @Override
    public <S, C, E> List<E> decide(StreamKind<S, C, E> kind, String id, C command) {
      touched.add(kind.stream(id));
      return work.decide(kind, id, command);
    }

    @Override
    public <S, C, E> List<E> begin(StreamKind<S, C, E> kind, String id, C command) {
      touched.add(kind.stream(id));
      return work.begin(kind, id, command);
    }

    @Override
    public <S> S state(StreamKind<S, ?, ?> kind, String id) {
      return work.state(kind, id);
    }

    @Override
    public Instant now() {
      return work.now();
    }
  }
}
