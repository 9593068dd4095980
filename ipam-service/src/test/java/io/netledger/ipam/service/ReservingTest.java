package io.netledger.ipam.service;

import static io.netledger.ipam.service.RunningIpam.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.GetPoolRequest;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.proto.ipam.v1.Reservation;
import io.netledger.proto.ipam.v1.ReserveAddressRequest;
import io.netledger.proto.ipam.v1.UnreserveAddressRequest;
import io.netledger.proto.ipam.v1.WidenPoolRequest;
import io.netledger.refusal.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A caller who keeps addresses and widens pools … */
class ReservingTest {

  @RegisterExtension static final RunningIpam IPAM = new RunningIpam();

  private static Pool open(String subnet, String range) {
    return IPAM.ipam()
        .openPool(
            OpenPoolRequest.newBuilder()
                .setSubnet(subnet)
                .setIpRange(range)
                .setOwner("net-" + subnet)
                .build())
        .getPool();
  }

  private static Pool get(Pool pool) {
    return IPAM.ipam()
        .getPool(GetPoolRequest.newBuilder().setPoolId(pool.getId()).build())
        .getPool();
  }

  private static AllocateAddressRequest.Builder allocate(Pool pool, String holder) {
    return AllocateAddressRequest.newBuilder().setPoolId(pool.getId()).setHolder(holder);
  }

  private static ReserveAddressRequest.Builder reserve(Pool pool, String address) {
    return ReserveAddressRequest.newBuilder().setPoolId(pool.getId()).setAddress(address);
  }

  private static String given(AllocateAddressRequest.Builder request) {
    return IPAM.ipam().allocateAddress(request.build()).getAddress().getAddress();
  }

  @Test
  void getsWhatIsKeptForItsSandboxAndNobodyElseDoes() {
    Pool pool = open("10.70.0.0/24", "");
    var request = reserve(pool, "10.70.0.2").setSandbox("db").setReason("ticket").build();
    IPAM.ipam().reserveAddress(request);
    assertThat(given(allocate(pool, "ep-1"))).isEqualTo("10.70.0.3/24");
    assertThat(
            refused(() ->
                    IPAM.ipam()
                        .allocateAddress(allocate(pool, "ep-2").setAddress("10.70.0.2").build()))
                .reason())
        .isEqualTo(Reason.ADDRESS_RESERVED);
    assertThat(given(allocate(pool, "ep-3").setReservation("db"))).isEqualTo("10.70.0.2/24");
    assertThat(given(allocate(pool, "ep-3").setReservation("db"))).isEqualTo("10.70.0.2/24");
    Pool seen = get(pool);
    assertThat(seen.getReserved()).isEqualTo(1);
    assertThat(seen.getFree()).isEqualTo("251");
    assertThat(seen.getSize()).isEqualTo("256");
    assertThat(seen.getReservationsList())
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.getAddress()).isEqualTo("10.70.0.2");
          assertThat(kept.getSandbox()).isEqualTo("db");
          assertThat(kept.getHolder()).isEqualTo("ep-3");
          assertThat(kept.getReason()).isEqualTo("ticket");
          assertThat(kept.getReservedAt().getSeconds()).isPositive();
        });
  }

  @Test
  void keepsAndLetsGoOnceHoweverOftenItAsks() {
    Pool pool = open("10.71.0.0/24", "");
    var request = reserve(pool, "10.71.0.9").setRequestId("keep").build();
    var first = IPAM.ipam().reserveAddress(request);
    assertThat(IPAM.ipam().reserveAddress(request)).isEqualTo(first);
    IPAM.ipam()
        .reserveAddress(
            reserve(pool, "10.71.0.10").setValidateOnly(true).setSandbox("web").build());
    assertThat(get(pool).getReservationsList())
        .extracting(Reservation::getAddress)
        .containsExactly("10.71.0.9");
    var release =
        UnreserveAddressRequest.newBuilder()
            .setPoolId(pool.getId())
            .setAddress("10.71.0.9")
            .build();
    IPAM.ipam().unreserveAddress(release);
    IPAM.ipam().unreserveAddress(release);
    assertThat(get(pool).getReservationsList()).isEmpty();
    assertThat(
            refused(() ->
                    IPAM.ipam()
                        .unreserveAddress(release.toBuilder().setAddress("10.9.9.9").build()))
                .reason())
        .isEqualTo(Reason.ADDRESS_OUT_OF_RANGE);
  }

  @Test
  void widensAPoolThatIsFull() {
    Pool pool = open("10.72.0.0/24", "10.72.0.4/31");
    given(allocate(pool, "ep-1"));
    assertThat(refused(() -> given(allocate(pool, "ep-2"))).reason())
        .isEqualTo(Reason.ADDRESSES_EXHAUSTED);
    var widen =
        WidenPoolRequest.newBuilder().setPoolId(pool.getId()).setIpRange("10.72.0.0/28").build();
    assertThat(IPAM.ipam().widenPool(widen.toBuilder().setValidateOnly(true).build()).getPool())
        .satisfies(would -> assertThat(would.getIpRange()).isEqualTo("10.72.0.0/28"));
    assertThat(get(pool).getIpRange()).isEqualTo("10.72.0.4/31");
    Pool widened = IPAM.ipam().widenPool(widen).getPool();
    assertThat(widened).isEqualTo(get(pool));
    assertThat(widened.getSize()).isEqualTo("16");
    assertThat(widened.getFree()).isEqualTo("13");
    assertThat(given(allocate(pool, "ep-2"))).isEqualTo("10.72.0.6/24");
    assertThat(IPAM.ipam().widenPool(widen).getPool().getIpRange()).isEqualTo("10.72.0.0/28");
    IPAM.ipam()
        .releaseAddress(
            ReleaseAddressRequest.newBuilder().setPoolId(pool.getId()).setHolder("ep-1").build());
    assertThat(
            refused(() ->
                    IPAM.ipam().widenPool(widen.toBuilder().setIpRange("10.72.0.0/30").build()))
                .reason())
        .isEqualTo(Reason.RANGE_NOT_WIDER);
  }
}
