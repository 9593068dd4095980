package io.netledger.network;

import io.netledger.eventstore.Sealing;
import java.util.Optional;

/**
 * How the service's log is begun and signed.
 *
 * @param sealing signs checkpoints; empty: nobody does
 * @param awaitsImport an empty log stays empty, so that another can be imported; else the
 *     predefined networks are made
 */
public record HistorySettings(Optional<Sealing> sealing, boolean awaitsImport) {

  /** No checkpoints, no import. */
  public static final HistorySettings USUAL = new HistorySettings(Optional.empty(), false);
}
