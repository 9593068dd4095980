package io.netledger.network.guest;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;

import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.proto.events.v1.GuestAdded;
import io.netledger.proto.events.v1.GuestRemoved;

/** Events about guests and their stored form. */
public final class GuestCodec implements EventCodec<GuestEvent> {

  @Override
  public Payload encode(GuestEvent event) {
    return payload(
        switch (event) {
          case GuestEvent.GuestAdded(var donor, var guest) ->
              GuestAdded.newBuilder().setDonor(donor).setGuestId(guest).build();
          case GuestEvent.GuestRemoved(var donor, var guest) ->
              GuestRemoved.newBuilder().setDonor(donor).setGuestId(guest).build();
        });
  }

  @Override
  public GuestEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "GuestAdded" -> {
        GuestAdded stored = read(GuestAdded.parser(), payload);
        yield new GuestEvent.GuestAdded(stored.getDonor(), stored.getGuestId());
      }
      case "GuestRemoved" -> {
        GuestRemoved stored = read(GuestRemoved.parser(), payload);
        yield new GuestEvent.GuestRemoved(stored.getDonor(), stored.getGuestId());
      }
      default -> throw unknown(payload);
    };
  }
}
