package io.netledger.wire;

import io.netledger.refusal.Rejection;
import java.util.Optional;

/** Which exceptions of a service are refusals, beside {@link Rejection} itself. */
@FunctionalInterface
public interface RefusalTranslator {

  /** Knows rejections and nothing else. */
  RefusalTranslator REJECTIONS =
      thrown -> thrown instanceof Rejection rejection ? Optional.of(rejection) : Optional.empty();

  /** The refusal that {@code thrown} means; empty: it is a bug. */
  Optional<Rejection> translate(Throwable thrown);
}
