package io.netledger.network.rpc;

import com.google.protobuf.Message;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Streams;
import io.netledger.eventstore.Work;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.eventstore.rpc.RequestFact;
import io.netledger.eventstore.rpc.Requests;
import io.netledger.network.process.Processes;
import io.netledger.network.process.Seen;
import io.netledger.network.process.Traced;
import io.netledger.network.process.Watches;
import io.netledger.refusal.Rejection;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** What all calls that change something do in the same way. */
public final class Writing {

  private static final int ID_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Intake intake;
  private final Streams streams;
  private final EventLog log;
  private final Processes processes;
  private final Watches watches;

  public Writing(
      Intake intake, Streams streams, EventLog log, Processes processes, Watches watches) {
    this.intake = intake;
    this.streams = streams;
    this.log = log;
    this.processes = processes;
    this.watches = watches;
  }

  Streams streams() {
    return streams;
  }

  Watches watches() {
    return watches;
  }

  /** The newest revision. */
  long head() {
    return log.head();
  }

  /** 64 hexadecimal digits that nothing else has. */
  public static String freshId() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What {@code check} answers; what it refuses is recorded as the request's refusal. */
  <T> T recorded(Message request, String method, Supplier<T> check) {
    try {
      return check.get();
    } catch (Rejection refused) {
      intake.refuse(request, method, refused);
      throw refused;
    }
  }

  /** An earlier request has used the id, so this one is a retry. */
  boolean isRetry(String requestId) {
    return !requestId.isEmpty() && !log.byRequest(requestId).isEmpty();
  }

  /**
   * Stores what is decided and carries out what follows from it. A retry takes up what follows from
   * the first time, should it have been left undone.
   *
   * @param thing id of what the request is about, asked after the decision
   */
  Appended write(Message request, String method, Traced decision, Supplier<String> thing) {
    Appended appended = intake.write(request, method, decision, thing);
    if (appended.revision() == 0) {
      return appended; // of validate_only
    }
    if (appended.repeated()) {
      appended.events().forEach(event -> processes.resume(event.stream(), event));
    } else {
      processes.carryOut(decision.steps(), appended);
    }
    return appended;
  }

  /** What a decision would see, without one. */
  <T> T look(Function<Work, T> looking) {
    AtomicReference<Optional<T>> seen = new AtomicReference<>(Optional.empty());
    streams.preview(work -> seen.set(Optional.of(looking.apply(work))));
    return seen.get().orElseThrow();
  }

  /**
   * The id of the thing that a request was about: of its first event of that kind, or as noted when
   * there was nothing to do.
   */
  static Optional<String> thing(Appended appended, StreamKind<?, ?, ?> kind) {
    return ids(appended, kind).stream()
        .findFirst()
        .or(() -> appended.events().stream().flatMap(event -> noted(event).stream()).findFirst())
        .filter(id -> !id.isEmpty());
  }

  private static Optional<String> noted(Recorded event) {
    if (!event.stream().category().equals(Requests.KIND.category())) {
      return Optional.empty();
    }
    return switch (Requests.KIND.codec().decode(event.payload())) {
      case RequestFact.RequestUnneeded(_, var thing) -> Optional.of(thing);
      case RequestFact.RequestRefused _ -> Optional.empty();
    };
  }

  /** The ids of all things of the kind that have events there. */
  static List<String> ids(Appended appended, StreamKind<?, ?, ?> kind) {
    return appended.events().stream()
        .map(Recorded::stream)
        .filter(stream -> stream.category().equals(kind.category()))
        .map(io.netledger.eventstore.StreamId::id)
        .distinct()
        .toList();
  }

  /** The state of a thing that was created by these events, stored or not. */
  static <S, E> S created(Appended appended, StreamKind<S, ?, E> kind, String id) {
    return kind.decider()
        .replay(
            appended.events().stream()
                .filter(event -> event.stream().equals(kind.stream(id)))
                .map(event -> kind.codec().decode(event.payload()))
                .toList());
  }

  /** A thing as it stands, with its history read. */
  <S, E> Seen<S> seen(StreamKind<S, ?, E> kind, String id) {
    try (var watch = watches.onExisting(kind, id)) {
      return watch.now();
    }
  }
}
