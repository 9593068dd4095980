package io.netledger.network.endpoint;

import static io.netledger.network.stored.StoredCodec.value;
import static io.netledger.network.stored.StoredCodec.word;

import io.netledger.address.IpAddress;
import io.netledger.proto.events.v1.OtherPool;

/** Wanted addresses as they are stored with who wants them. */
public final class WantedAddressCodec {

  private WantedAddressCodec() {}

  /** As it is stored. */
  public static io.netledger.proto.events.v1.WantedAddress encode(WantedAddress wanted) {
    return io.netledger.proto.events.v1.WantedAddress.newBuilder()
        .setPoolId(wanted.poolId())
        .setAddress(word(wanted.address()))
        .setGateway(word(wanted.gateway()))
        .addAllOthers(wanted.others().stream().map(WantedAddressCodec::encode).toList())
        .build();
  }

  private static OtherPool encode(WantedAddress.Other other) {
    return OtherPool.newBuilder()
        .setPoolId(other.poolId())
        .setGateway(word(other.gateway()))
        .build();
  }

  /** The opposite of {@link #encode(WantedAddress)}. */
  public static WantedAddress decode(io.netledger.proto.events.v1.WantedAddress stored) {
    return new WantedAddress(
        stored.getPoolId(),
        value(stored.getAddress(), IpAddress::parse),
        value(stored.getGateway(), IpAddress::parse),
        stored.getOthersList().stream().map(WantedAddressCodec::decode).toList());
  }

  private static WantedAddress.Other decode(OtherPool stored) {
    return new WantedAddress.Other(
        stored.getPoolId(), value(stored.getGateway(), IpAddress::parse));
  }
}
