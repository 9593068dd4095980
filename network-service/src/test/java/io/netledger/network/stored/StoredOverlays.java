package io.netledger.network.stored;

import io.netledger.network.Kinds;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.stored.StoredEventsTest.Row;
import io.netledger.network.vni.VniEvent;
import java.util.List;
import java.util.OptionalInt;

/** The rows of {@link StoredEventsTest} about overlay networks. */
final class StoredOverlays {

  private StoredOverlays() {}

  static List<Row<?>> rows() {
    return List.of(
        new Row<>(
            Kinds.NETWORK.codec(),
            new NetworkEvent.NetworkRequested(
                StoredEventsTest.plain(
                    new DriverOptions.Overlay(OptionalInt.of(4096), OptionalInt.of(1400)))),
            "0a016e3001720608802010f80a"),
        new Row<>(
            Kinds.VNIS.codec(), new VniEvent.VniClaimed(4096, "n1", true), "08802012026e311801"),
        new Row<>(Kinds.VNIS.codec(), new VniEvent.VniFreed(4096, "n1"), "08802012026e31"));
  }
}
