package io.netledger.eventstore.rpc;

import com.google.protobuf.Message;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Metadata;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Proposed;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.RequestIdReused;
import io.netledger.eventstore.StoreUnavailable;
import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Streams;
import io.netledger.eventstore.Work;
import io.netledger.eventstore.rpc.RequestFact.RequestRefused;
import io.netledger.eventstore.rpc.RequestFact.RequestUnneeded;
import io.netledger.proof.Hash;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door between calls and streams. Each write leaves at least one event: what it caused, that it
 * was refused, or that all was already so. A request id is answered once: a retry gets the events
 * of the first time.
 */
public final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Streams streams;

  public Intake(Streams streams) {
    this.streams = streams;
  }

  /** As below, about no thing in particular. */
  public Appended write(Message request, String method, Consumer<Work> decision) {
    return write(request, method, decision, () -> "");
  }

  /**
   * Carries out {@code decision} for the caller of the call that is being handled, with the
   * request's {@code request_id}, {@code reason} and {@code validate_only}. The answer is to be
   * computed from the events that are returned, since a retry gets those of the first time.
   *
   * <p>With {@code validate_only} nothing is stored: the events are those that would be, with
   * revision 0.
   *
   * @param thing asked after the decision when it had no events: the id of what it was about
   * @throws Rejection as decided, after it was recorded
   */
  public Appended write(
      Message request, String method, Consumer<Work> decision, Supplier<String> thing) {
    try {
      WriteRequest write = WriteRequest.of(method, request);
      if (write.validateOnly()) {
        return proposed(streams.preview(decision), write.origin());
      }
      return streams.append(write.origin(), work -> decide(work, write, decision, thing));
    } catch (Rejection | RequestIdReused refused) {
      refuse(request, method, refused);
      throw refused;
    }
  }

  /**
   * Records that a write was refused, for refusals that are found outside of a decision. With
   * {@code validate_only} nothing is recorded.
   */
  public void refuse(Message request, String method, RuntimeException refused) {
    new StoreRefusals().translate(refused).ifPresent(told -> recordRefusal(request, method, told));
  }

  /**
   * Records that a caller was turned away before its request was looked at.
   *
   * @param method full name of the call; empty: before any call
   */
  public void deny(Caller caller, String method, Rejection told) {
    String id = UUID.randomUUID().toString();
    note(
        new Origin(caller.actor(), caller.address(), id, "", id, "", ""),
        new RequestRefused(
            method, told.reason().name(), String.valueOf(told.getMessage()), Map.of()));
  }

  /**
   * Carries out what follows from an earlier event, later and by the service itself.
   *
   * @param actor the service's name
   * @param cause the event that leads to it
   */
  public Appended followUp(String actor, Recorded cause, Consumer<Work> decision) {
    String correlation = cause.metadata().origin().correlation();
    var origin = new Origin(actor, "", "", "", correlation, actor + "/r" + cause.revision(), "");
    return streams.record(origin, decision);
  }

  private static void decide(
      Work work, WriteRequest write, Consumer<Work> decision, Supplier<String> thing) {
    var counting = new CountingWork(work);
    decision.accept(counting);
    if (counting.events == 0) {
      work.decide(Requests.KIND, write.id(), new RequestUnneeded(write.method(), thing.get()));
    }
  }

  private void recordRefusal(Message request, String method, Rejection told) {
    WriteRequest write;
    try {
      write = WriteRequest.of(method, request);
    } catch (Rejection _) {
      // the request id itself is what was refused: record under one that is made
      write = WriteRequest.of(method, request.getDefaultInstanceForType());
    }
    if (write.validateOnly()) {
      return;
    }
    note(
        write.origin(),
        new RequestRefused(
            method,
            told.reason().name(),
            String.valueOf(told.getMessage()),
            WriteRequest.named(request)));
  }

  private void note(Origin origin, RequestRefused fact) {
    String id = origin.requestId();
    try {
      streams.record(origin, work -> work.decide(Requests.KIND, id, fact));
    } catch (StoreUnavailable e) {
      LOG.atWarn().setMessage("a refusal was not recorded").setCause(e).addKeyValue("id", id).log();
    }
  }

  private static Appended proposed(List<Proposed> events, Origin origin) {
    var metadata = new Metadata(Instant.EPOCH, origin, false);
    List<Recorded> recorded =
        events.stream()
            .map(event ->
                new Recorded(0, event.stream(), 0, event.payload(), metadata, Hash.NONE, Hash.NONE))
            .toList();
    return new Appended(0, recorded, false);
  }

  /** Knows whether anything was decided. */
  private static final class CountingWork implements Work {

    private final Work work;
    private int events;

    CountingWork(Work work) {
      this.work = work;
    }

    @Override
    public <S, C, E> List<E> decide(StreamKind<S, C, E> kind, String id, C command) {
      List<E> caused = work.decide(kind, id, command);
      events += caused.size();
      return caused;
    }

    @Override
    public <S, C, E> List<E> begin(StreamKind<S, C, E> kind, String id, C command) {
      List<E> caused = work.begin(kind, id, command);
      events += caused.size();
      return caused;
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
