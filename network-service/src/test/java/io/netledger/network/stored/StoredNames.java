package io.netledger.network.stored;

import io.netledger.network.Kinds;
import io.netledger.network.name.NameEvent;
import io.netledger.network.stored.StoredEventsTest.Row;
import java.util.List;

/** The rows of {@link StoredEventsTest} about names. */
final class StoredNames {

  private StoredNames() {}

  static List<Row<?>> rows() {
    var codec = Kinds.NETWORK_NAMES.codec();
    return List.of(
        new Row<>(codec, new NameEvent.NameClaimed("web", "aa11"), "0a03776562120461613131"),
        new Row<>(codec, new NameEvent.NameFreed("web", "aa11"), "0a03776562120461613131"));
  }
}
