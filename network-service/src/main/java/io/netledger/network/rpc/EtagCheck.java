package io.netledger.network.rpc;

import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Versioned;
import io.netledger.eventstore.Work;
import io.netledger.network.Etag;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether a thing is as the client last saw it. A decision sees states, not sequence numbers; so
 * the number is read before, and the decision makes sure that the state is still that one.
 */
final class EtagCheck<S> {

  private final StreamKind<S, ?, ?> kind;
  private final String etag;
  private final Optional<Versioned<S>> before;

  private EtagCheck(StreamKind<S, ?, ?> kind, String etag, Optional<Versioned<S>> before) {
    this.kind = kind;
    this.etag = etag;
    this.before = before;
  }

  /**
   * Reads what there is to compare.
   *
   * @param find how the decision will find the thing
   */
  static <S> EtagCheck<S> of(
      Writing writing, StreamKind<S, ?, ?> kind, String etag, Function<Work, String> find) {
    if (etag.isEmpty()) {
      return new EtagCheck<>(kind, etag, Optional.empty());
    }
    try {
      String id = writing.look(find);
      Versioned<S> versioned = writing.streams().state(kind, id);
      boolean same = Etag.of(id, versioned.sequence()).equals(etag);
      return new EtagCheck<>(kind, etag, same ? Optional.of(versioned) : Optional.empty());
    } catch (Rejection _) {
      return new EtagCheck<>(kind, etag, Optional.empty()); // the decision will refuse the same
    }
  }

  /** Refuses with ETAG_MISMATCH inside a decision. */
  void check(Work work, String id) {
    if (etag.isEmpty()) {
      return;
    }
    S now = work.state(kind, id);
    if (before.filter(versioned -> versioned.state().equals(now)).isEmpty()) {
      throw new Rejection(
          Reason.ETAG_MISMATCH,
          "the %s has changed since its etag was %s".formatted(kind.category(), etag));
    }
  }
}
