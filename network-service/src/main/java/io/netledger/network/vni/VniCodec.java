package io.netledger.network.vni;

import static io.netledger.network.stored.StoredCodec.payload;
import static io.netledger.network.stored.StoredCodec.read;
import static io.netledger.network.stored.StoredCodec.shortType;
import static io.netledger.network.stored.StoredCodec.unknown;

import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.proto.events.v1.VniClaimed;
import io.netledger.proto.events.v1.VniFreed;

/** Events about VNIs and their stored form. */
public final class VniCodec implements EventCodec<VniEvent> {

  @Override
  public Payload encode(VniEvent event) {
    return payload(
        switch (event) {
          case VniEvent.VniClaimed(var vni, var network, var chosen) ->
              VniClaimed.newBuilder().setVni(vni).setNetworkId(network).setChosen(chosen).build();
          case VniEvent.VniFreed(var vni, var network) ->
              VniFreed.newBuilder().setVni(vni).setNetworkId(network).build();
        });
  }

  @Override
  public VniEvent decode(Payload payload) {
    return switch (shortType(payload)) {
      case "VniClaimed" -> {
        VniClaimed stored = read(VniClaimed.parser(), payload);
        yield new VniEvent.VniClaimed(stored.getVni(), stored.getNetworkId(), stored.getChosen());
      }
      case "VniFreed" -> {
        VniFreed stored = read(VniFreed.parser(), payload);
        yield new VniEvent.VniFreed(stored.getVni(), stored.getNetworkId());
      }
      default -> throw unknown(payload);
    };
  }
}
