package io.netledger.ipam.service;

import static io.netledger.ipam.service.RunningIpam.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.ClosePoolRequest;
import io.netledger.proto.ipam.v1.GetAddressRequest;
import io.netledger.proto.ipam.v1.GetPoolRequest;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A caller of the service … */
class IpamServiceTest {

  @RegisterExtension static final RunningIpam IPAM = new RunningIpam();

  @Test
  void opensUsesAndClosesAPool() {
    var opened = IPAM.ipam().openPool(open("10.0.0.0/24", "net-a").build());
    Pool pool = opened.getPool();
    assertThat(pool.getId()).matches("[0-9a-f]{64}");
    assertThat(pool.getSpace()).isEqualTo("local");
    assertThat(pool.getGateway()).isEqualTo("10.0.0.1");
    assertThat(pool.getFree()).isEqualTo("253");
    assertThat(pool.getOpenedAt().getSeconds()).isPositive();
    assertThat(get(pool.getId())).isEqualTo(pool);

    var given = IPAM.ipam().allocateAddress(allocate(pool, "ep-1").build());
    assertThat(given.getAddress().getAddress()).isEqualTo("10.0.0.2/24");
    assertThat(given.getAddress().getAllocatedRevision()).isEqualTo(given.getRevision());
    assertThat(given.getRevision()).isGreaterThan(opened.getRevision());
    assertThat(
            IPAM.ipam()
                .getAddress(
                    GetAddressRequest.newBuilder()
                        .setPoolId(pool.getId())
                        .setAddress("10.0.0.2")
                        .build())
                .getAddress())
        .isEqualTo(given.getAddress());
    Pool used = get(pool.getId());
    assertThat(used.getHeld()).isEqualTo(1);
    assertThat(used.getFree()).isEqualTo("252");
    assertThat(used.getEtag()).isNotEqualTo(pool.getEtag());

    var released = IPAM.ipam().releaseAddress(release(pool, "ep-1").build());
    assertThat(released.getAddress())
        .isEqualTo(
            given.getAddress().toBuilder().clearAllocatedAt().clearAllocatedRevision().build());
    assertThat(IPAM.ipam().releaseAddress(release(pool, "ep-1").build()).hasAddress()).isFalse();
  }

  @Test
  void closesAPoolThatNobodyUses() {
    Pool pool = IPAM.ipam().openPool(open("10.9.0.0/24", "net-g").build()).getPool();
    IPAM.ipam().allocateAddress(allocate(pool, "ep-1").build());
    assertThat(refused(() -> IPAM.ipam().closePool(close(pool).build())).reason())
        .isEqualTo(Reason.POOL_IN_USE);
    IPAM.ipam().releaseAddress(release(pool, "ep-1").build());
    assertThat(refused(() -> IPAM.ipam().closePool(close(pool).setEtag("1").build())).reason())
        .isEqualTo(Reason.ETAG_MISMATCH);
    Pool last = get(pool.getId());
    assertThat(IPAM.ipam().closePool(close(pool).setEtag(last.getEtag()).build()).getPool())
        .isEqualTo(last.toBuilder().clearOpenedAt().clearEtag().build());
    assertThat(refused(() -> get(pool.getId())).reason()).isEqualTo(Reason.POOL_NOT_FOUND);
    assertThat(refused(() -> IPAM.ipam().closePool(close(pool).build())).reason())
        .isEqualTo(Reason.POOL_NOT_FOUND);
    assertThat(IPAM.ipam().closePool(close(pool).setAllowMissing(true).build()).hasPool())
        .isFalse();
  }

  @Test
  void getsTheSameAnswerForTheSameRequestId() {
    var request = open("10.1.0.0/24", "net-b").setRequestId("open-1").build();
    var opened = IPAM.ipam().openPool(request);
    Pool pool = opened.getPool();
    var allocate = allocate(pool, "ep-1").setRequestId("allocate-1").build();
    var given = IPAM.ipam().allocateAddress(allocate);
    var release = release(pool, "ep-1").setRequestId("release-1").build();
    var released = IPAM.ipam().releaseAddress(release);
    var close = close(pool).setRequestId("close-1").build();
    var closed = IPAM.ipam().closePool(close);

    assertThat(IPAM.ipam().openPool(request)).isEqualTo(opened);
    assertThat(IPAM.ipam().allocateAddress(allocate)).isEqualTo(given);
    assertThat(IPAM.ipam().releaseAddress(release)).isEqualTo(released);
    assertThat(IPAM.ipam().closePool(close)).isEqualTo(closed);
    assertThat(
            refused(() -> IPAM.ipam().closePool(close.toBuilder().setEtag("9").build())).reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  void findsWhatIsAlreadySoWithoutARequestId() {
    Pool pool = IPAM.ipam().openPool(open("10.2.0.0/24", "net-c").build()).getPool();
    assertThat(IPAM.ipam().openPool(open("10.2.0.0/24", "net-c").build()).getPool())
        .isEqualTo(pool);
    var given = IPAM.ipam().allocateAddress(allocate(pool, "ep-1").build());
    var again = allocate(pool, "ep-1").setRequestId("again").build();
    var second = IPAM.ipam().allocateAddress(again);
    assertThat(second.getAddress()).isEqualTo(given.getAddress());
    assertThat(IPAM.ipam().allocateAddress(again)).isEqualTo(second);

    var any = OpenPoolRequest.newBuilder().setOwner("net-any").build();
    Pool chosen = IPAM.ipam().openPool(any).getPool();
    assertThat(IPAM.ipam().openPool(any).getPool()).isEqualTo(chosen);
  }

  @Test
  void seesWhatWouldHappenAndNothingIsStored() {
    Pool pool = IPAM.ipam().openPool(open("10.3.0.0/24", "net-d").build()).getPool();
    IPAM.ipam().allocateAddress(allocate(pool, "ep-1").build());
    int before = IPAM.first().events().size();

    var wouldOpen =
        IPAM.ipam().openPool(open("10.4.0.0/24", "net-e").setValidateOnly(true).build());
    assertThat(wouldOpen.getPool().getId()).isEmpty();
    assertThat(wouldOpen.getPool().getGateway()).isEqualTo("10.4.0.1");
    var wouldGive =
        IPAM.ipam().allocateAddress(allocate(pool, "ep-2").setValidateOnly(true).build());
    assertThat(wouldGive.getAddress().getAddress()).isEqualTo("10.3.0.3/24");
    var wouldTake = IPAM.ipam().releaseAddress(release(pool, "ep-1").setValidateOnly(true).build());
    assertThat(wouldTake.getAddress().getAddress()).isEqualTo("10.3.0.2/24");
    assertThat(
            refused(() -> IPAM.ipam().closePool(close(pool).setValidateOnly(true).build()))
                .reason())
        .isEqualTo(Reason.POOL_IN_USE);

    assertThat(IPAM.first().events()).hasSize(before);
  }

  @Test
  void listsPoolsPageByPageAsTheyWereAtTheFirst() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      var request = open("10.5." + i + ".0/24", "list-owner").build();
      ids.add(IPAM.ipam().openPool(request).getPool().getId());
    }
    var ask = ListPoolsRequest.newBuilder().addFilter("owner=list-owner").setPageSize(2);
    var first = IPAM.ipam().listPools(ask.build());
    IPAM.ipam().closePool(ClosePoolRequest.newBuilder().setPoolId(ids.get(3)).build());
    var second = IPAM.ipam().listPools(ask.setPageToken(first.getNextPageToken()).build());
    var third = IPAM.ipam().listPools(ask.setPageToken(second.getNextPageToken()).build());
    List<String> seen = new ArrayList<>();
    for (var page : List.of(first, second, third)) {
      assertThat(page.getRevision()).isEqualTo(first.getRevision());
      page.getPoolsList().forEach(pool -> seen.add(pool.getId()));
    }
    assertThat(seen).isEqualTo(ids);
    assertThat(third.getNextPageToken()).isEmpty();
    assertThat(IPAM.ipam().listPools(ask.clearPageToken().setPageSize(9).build()).getPoolsList())
        .hasSize(4);
  }

  @Test
  void filtersPools() {
    var v6 = open("fd00:77::/64", "filter-owner").build();
    Pool six = IPAM.ipam().openPool(v6).getPool();
    Pool four = IPAM.ipam().openPool(open("10.6.0.0/24", "filter-owner").build()).getPool();
    assertThat(pools("owner=filter-owner")).containsExactly(six, four);
    assertThat(pools("owner=filter-owner", "family=6")).containsExactly(six);
    assertThat(pools("subnet=10.6.0.0/24")).containsExactly(four);
    assertThat(pools("id=" + four.getId().substring(20, 50))).containsExactly(four);
    assertThat(pools("owner=filter-owner", "space=global")).isEmpty();
    assertThat(pools("owner=nobody", "owner=filter-owner")).hasSize(2);
  }

  @Test
  void listsAddressesInNumericalOrder() {
    Pool pool = IPAM.ipam().openPool(open("10.7.0.0/16", "net-f").build()).getPool();
    for (String address : List.of("10.7.0.20", "10.7.0.3", "10.7.1.0", "10.7.0.100")) {
      IPAM.ipam().allocateAddress(allocate(pool, "h-" + address).setAddress(address).build());
    }
    var ask = ListAddressesRequest.newBuilder().addFilter("pool=" + pool.getId()).setPageSize(3);
    var first = IPAM.ipam().listAddresses(ask.build());
    var second = IPAM.ipam().listAddresses(ask.setPageToken(first.getNextPageToken()).build());
    List<String> seen = new ArrayList<>();
    first.getAddressesList().forEach(address -> seen.add(address.getAddress()));
    second.getAddressesList().forEach(address -> seen.add(address.getAddress()));
    assertThat(seen).containsExactly("10.7.0.3/16", "10.7.0.20/16", "10.7.0.100/16", "10.7.1.0/16");
    var byHolder =
        ListAddressesRequest.newBuilder()
            .addFilter("holder=h-10.7.1.0")
            .addFilter("address=10.7.1.0")
            .build();
    assertThat(IPAM.ipam().listAddresses(byHolder).getAddressesList()).hasSize(1);
  }

  private static List<Pool> pools(String... filter) {
    var request = ListPoolsRequest.newBuilder().addAllFilter(List.of(filter)).build();
    return IPAM.ipam().listPools(request).getPoolsList();
  }

  private static Pool get(String id) {
    return IPAM.ipam().getPool(GetPoolRequest.newBuilder().setPoolId(id).build()).getPool();
  }

  static OpenPoolRequest.Builder open(String subnet, String owner) {
    return OpenPoolRequest.newBuilder().setSubnet(subnet).setOwner(owner);
  }

  static AllocateAddressRequest.Builder allocate(Pool pool, String holder) {
    return AllocateAddressRequest.newBuilder().setPoolId(pool.getId()).setHolder(holder);
  }

  static ReleaseAddressRequest.Builder release(Pool pool, String holder) {
    return ReleaseAddressRequest.newBuilder().setPoolId(pool.getId()).setHolder(holder);
  }

  static ClosePoolRequest.Builder close(Pool pool) {
    return ClosePoolRequest.newBuilder().setPoolId(pool.getId());
  }
}
