package io.netledger.ipam.service;

import static io.netledger.ipam.service.IpamServiceTest.allocate;
import static io.netledger.ipam.service.IpamServiceTest.close;
import static io.netledger.ipam.service.IpamServiceTest.open;
import static io.netledger.ipam.service.IpamServiceTest.release;
import static io.netledger.ipam.service.RunningIpam.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.GetAddressRequest;
import io.netledger.proto.ipam.v1.GetPoolRequest;
import io.netledger.proto.ipam.v1.GetPoolResponse;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.ReserveAddressRequest;
import io.netledger.proto.ipam.v1.UnreserveAddressRequest;
import io.netledger.refusal.Reason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pool that was opened, used and closed, asked for as it was. */
class AsOfTest {

  @RegisterExtension static final RunningIpam IPAM = new RunningIpam();

  private static Pool pool;
  private static long opened;
  private static long held;
  private static long released;

  @BeforeAll
  static void aLife() {
    var answer = IPAM.ipam().openPool(open("10.0.0.0/24", "net-a").build());
    pool = answer.getPool();
    opened = answer.getRevision();
    IPAM.ipam()
        .reserveAddress(
            ReserveAddressRequest.newBuilder()
                .setPoolId(pool.getId())
                .setAddress("10.0.0.9")
                .setSandbox("db")
                .build());
    held = IPAM.ipam().allocateAddress(allocate(pool, "ep-1").build()).getRevision();
    IPAM.ipam()
        .unreserveAddress(
            UnreserveAddressRequest.newBuilder()
                .setPoolId(pool.getId())
                .setAddress("10.0.0.9")
                .build());
    released = IPAM.ipam().releaseAddress(release(pool, "ep-1").build()).getRevision();
    IPAM.ipam().closePool(close(pool).build());
  }

  @Test
  void showsThePoolWithItsUse() {
    GetPoolResponse then = pool(revision(held));
    assertThat(then.getRevision()).isEqualTo(held);
    assertThat(then.getPool().getHeld()).isEqualTo(1);
    assertThat(then.getPool().getFree()).isEqualTo("251");
    assertThat(then.getPool().getReservationsList())
        .extracting(kept -> kept.getAddress() + " " + kept.getSandbox())
        .containsExactly("10.0.0.9 db");
    assertThat(pool(revision(opened)).getPool().getHeld()).isZero();
    assertThat(pool(revision(released)).getPool().getReservationsList()).isEmpty();
    assertThat(refused(() -> pool(revision(opened - 2))).reason()).isEqualTo(Reason.POOL_NOT_FOUND);
    assertThat(
            IPAM.ipam()
                .listPools(ListPoolsRequest.newBuilder().setAsOf(revision(held)).build())
                .getPoolsList())
        .extracting(Pool::getId)
        .containsExactly(pool.getId());
    assertThat(IPAM.ipam().listPools(ListPoolsRequest.getDefaultInstance()).getPoolsList())
        .isEmpty();
  }

  @Test
  void showsWhoHeldAnAddress() {
    Address then = address(revision(held));
    assertThat(then.getHolder()).isEqualTo("ep-1");
    assertThat(refused(() -> address(revision(released))).reason())
        .isEqualTo(Reason.ADDRESS_NOT_HELD);
    assertThat(
            IPAM.ipam()
                .listAddresses(ListAddressesRequest.newBuilder().setAsOf(revision(held)).build())
                .getAddressesList())
        .containsExactly(then);
    AsOf allocated = AsOf.newBuilder().setTime(then.getAllocatedAt()).build();
    assertThat(address(allocated)).as("by its time").isEqualTo(then);
  }

  @Test
  void refusesWhatHasNotHappened() {
    assertThat(refused(() -> pool(revision(1_000_000))).reason())
        .isEqualTo(Reason.REVISION_IN_FUTURE);
    AsOf later =
        AsOf.newBuilder().setTime(Timestamp.newBuilder().setSeconds(253_402_300_799L)).build();
    assertThat(
            refused(() ->
                    IPAM.ipam().listPools(ListPoolsRequest.newBuilder().setAsOf(later).build()))
                .reason())
        .isEqualTo(Reason.REVISION_IN_FUTURE);
  }

  private static AsOf revision(long revision) {
    return AsOf.newBuilder().setRevision(revision).build();
  }

  private static GetPoolResponse pool(AsOf asOf) {
    return IPAM.ipam()
        .getPool(GetPoolRequest.newBuilder().setPoolId(pool.getId()).setAsOf(asOf).build());
  }

  private static Address address(AsOf asOf) {
    return IPAM.ipam()
        .getAddress(
            GetAddressRequest.newBuilder()
                .setPoolId(pool.getId())
                .setAddress("10.0.0.2")
                .setAsOf(asOf)
                .build())
        .getAddress();
  }
}
