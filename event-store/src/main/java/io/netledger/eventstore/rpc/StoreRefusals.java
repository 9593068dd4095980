package io.netledger.eventstore.rpc;

import io.netledger.eventstore.EventDamaged;
import io.netledger.eventstore.LogDamaged;
import io.netledger.eventstore.LogNotEmpty;
import io.netledger.eventstore.RequestIdReused;
import io.netledger.eventstore.StoreUnavailable;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.RefusalTranslator;
import java.util.Optional;

/** What the event store's own exceptions mean to a client. */
public final class StoreRefusals implements RefusalTranslator {

  @Override
  public Optional<Rejection> translate(Throwable thrown) {
    return switch (thrown) {
      case Rejection rejection -> Optional.of(rejection);
      case RequestIdReused reused ->
          Optional.of(
              new Rejection(
                  Reason.REQUEST_ID_REUSED,
                  "request_id \"%s\" was used by another request; expected a new one"
                      .formatted(reused.requestId())));
      case LogDamaged damaged -> refusal(Reason.LOG_DAMAGED, damaged);
      case LogNotEmpty there -> refusal(Reason.LOG_NOT_EMPTY, there);
      case EventDamaged damaged -> refusal(Reason.EVENT_DAMAGED, damaged);
      case StoreUnavailable _ ->
          Optional.of(
              new Rejection(
                  Reason.STORE_UNAVAILABLE,
                  "the event store does not answer, so it is not known whether this was carried"
                      + " out; send it again with the same request_id"));
      case Throwable _ -> Optional.empty();
    };
  }

  private static Optional<Rejection> refusal(Reason reason, RuntimeException told) {
    return Optional.of(new Rejection(reason, String.valueOf(told.getMessage())));
  }
}
