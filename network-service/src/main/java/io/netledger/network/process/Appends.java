package io.netledger.network.process;

import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Work;
import java.util.function.Consumer;

/** Stores a decision and sees to what follows from it. */
@FunctionalInterface
public interface Appends {

  /** As {@link io.netledger.eventstore.Streams#append}; what follows goes on in the background. */
  Appended append(Origin origin, Consumer<Work> decision);
}
