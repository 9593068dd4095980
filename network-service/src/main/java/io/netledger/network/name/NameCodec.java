package io.netledger.network.name;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;

import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.proto.events.v1.NameClaimed;
import io.netledger.proto.events.v1.NameFreed;

/** Events about names and their stored form. */
public final class NameCodec implements EventCodec<NameEvent> {

  @Override
  public Payload encode(NameEvent event) {
    return payload(
        switch (event) {
          case NameEvent.NameClaimed(var name, var id) ->
              NameClaimed.newBuilder().setName(name).setId(id).build();
          case NameEvent.NameFreed(var name, var id) ->
              NameFreed.newBuilder().setName(name).setId(id).build();
        });
  }

  @Override
  public NameEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "NameClaimed" -> {
        NameClaimed stored = read(NameClaimed.parser(), payload);
        yield new NameEvent.NameClaimed(stored.getName(), stored.getId());
      }
      case "NameFreed" -> {
        NameFreed stored = read(NameFreed.parser(), payload);
        yield new NameEvent.NameFreed(stored.getName(), stored.getId());
      }
      default -> throw unknown(payload);
    };
  }
}
