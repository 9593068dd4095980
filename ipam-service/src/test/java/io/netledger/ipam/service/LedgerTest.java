package io.netledger.ipam.service;

import static io.netledger.ipam.service.IpamServiceTest.allocate;
import static io.netledger.ipam.service.IpamServiceTest.close;
import static io.netledger.ipam.service.IpamServiceTest.open;
import static io.netledger.ipam.service.IpamServiceTest.release;
import static io.netledger.ipam.service.RunningIpam.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netledger.eventstore.Verification;
import io.netledger.ipam.service.RunningIpam.Replica;
import io.netledger.ipam.view.Holdings;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger of the service … */
class LedgerTest {

  @RegisterExtension static final RunningIpam IPAM = new RunningIpam();

  @Test
  void tellsWhoDidWhatAndWhyAndWhatWasRefused() {
    Pool pool =
        IPAM.ipam()
            .openPool(open("10.0.0.0/24", "net-a").setReason("a first network").build())
            .getPool();
    IPAM.ipam().allocateAddress(allocate(pool, "ep-1").build());
    refused(
        () -> IPAM.ipam().allocateAddress(allocate(pool, "ep-2").setAddress("10.0.0.2").build()));
    refused(() -> IPAM.ipam().allocateAddress(allocate(pool, "").setRequestId("bad").build()));
    IPAM.ipam().releaseAddress(release(pool, "ep-1").build());
    IPAM.ipam().releaseAddress(release(pool, "ep-1").setRequestId("twice").build());
    IPAM.ipam().closePool(close(pool).build());

    List<Event> events = IPAM.first().events();
    String id = pool.getId().substring(0, 12);
    assertThat(events)
        .extracting(Event::getSummary)
        .containsSubsequence(
            "space local: pool " + id + " takes 10.0.0.0/24 for net-a",
            "pool " + id + " opened: 10.0.0.0/24 with gateway 10.0.0.1, for net-a",
            "pool " + id + ": 10.0.0.2 given to ep-1",
            "AllocateAddress refused: ADDRESS_IN_USE: 10.0.0.2 is already in use by ep-1",
            "AllocateAddress refused: INVALID_ARGUMENT: holder is \"\"; expected 1 to 128"
                + " characters, none a control one",
            "pool " + id + ": 10.0.0.2 taken back from ep-1",
            "ReleaseAddress found all as asked for at " + id,
            "pool " + id + " closed",
            "space local: pool " + id + " gives its subnet back");
    assertThat(events)
        .allSatisfy(event -> assertThat(event.getActor()).startsWith("unix:"))
        .extracting(Event::getRevision)
        .isSorted();
    assertThat(events).extracting(Event::getReason).contains("a first network");
    assertThat(IPAM.first().service().ledger().log().verify(1, events.size()))
        .isInstanceOf(Verification.Intact.class);
  }

  @Test
  void givesNoAddressTwiceAcrossReplicas() throws InterruptedException, ExecutionException {
    Pool pool = IPAM.ipam().openPool(open("10.8.0.0/24", "net-b").build()).getPool();
    try (Replica other = IPAM.replica();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        Replica replica = i % 2 == 0 ? IPAM.first() : other;
        var request = allocate(pool, "ep-" + i).build();
        answers.add(
            callers.submit(
                () -> replica.ipam().allocateAddress(request).getAddress().getAddress()));
      }
      List<String> given = new ArrayList<>();
      for (Future<String> answer : answers) {
        given.add(answer.get());
      }
      assertThat(given).doesNotHaveDuplicates().hasSize(120);
      var held = ListAddressesRequest.newBuilder().addFilter("pool=" + pool.getId()).build();
      for (Replica replica : List.of(IPAM.first(), other)) {
        // What the other replica appended last is heard of a moment later.
        await()
            .untilAsserted(() ->
                assertThat(
                        replica
                            .ipam()
                            .listAddresses(held.toBuilder().setPageSize(1000).build())
                            .getAddressesList())
                    .hasSize(120));
      }
    }
  }

  @Test
  void tellsTheSameWhenTheViewIsComputedAgain() {
    Pool pool = IPAM.ipam().openPool(open("10.9.0.0/24", "net-c").build()).getPool();
    for (int i = 0; i < 6; i++) {
      IPAM.ipam().allocateAddress(allocate(pool, "ep-" + i).build());
    }
    for (int i = 0; i < 3; i++) {
      IPAM.ipam().releaseAddress(release(pool, "ep-" + i).build());
    }
    IPAM.ipam().allocateAddress(allocate(pool, "ep-0").setAddress("10.9.0.2").build());
    var allPools = ListPoolsRequest.newBuilder().setPageSize(1000).build();
    var allLeases = ListAddressesRequest.newBuilder().setPageSize(1000).build();
    var pools = IPAM.ipam().listPools(allPools).getPoolsList();
    var leases = IPAM.ipam().listAddresses(allLeases).getAddressesList();

    IPAM.first().service().ledger().views().rebuild(new Holdings());

    assertThat(IPAM.ipam().listPools(allPools).getPoolsList()).isEqualTo(pools);
    assertThat(IPAM.ipam().listAddresses(allLeases).getAddressesList()).isEqualTo(leases);
  }

  @Test
  void keepsPoolsThatShareASubnetApart() {
    Pool whole = IPAM.ipam().openPool(open("10.10.0.0/29", "net-d").build()).getPool();
    Pool half =
        IPAM.ipam()
            .openPool(open("10.10.0.0/29", "net-e").setIpRange("10.10.0.4/30").build())
            .getPool();
    assertThat(half.getGateway()).isEqualTo("10.10.0.4");
    IPAM.ipam().allocateAddress(allocate(half, "theirs").setAddress("10.10.0.2").build());
    assertThat(
            IPAM.ipam().allocateAddress(allocate(whole, "ours").build()).getAddress().getAddress())
        .isEqualTo("10.10.0.3/29");
    assertThat(
            refused(() ->
                    IPAM.ipam()
                        .allocateAddress(allocate(whole, "more").setAddress("10.10.0.4").build()))
                .reason())
        .isEqualTo(Reason.ADDRESS_RESERVED);
    var asked = ListPoolsRequest.newBuilder().addFilter("subnet=10.10.0.0/29").build();
    assertThat(IPAM.ipam().listPools(asked).getPoolsList())
        .extracting(Pool::getFree)
        .containsExactly("2", "2");
  }

  @Test
  void countsWhatAPoolThatOverlapsHolds() {
    var wide = open("10.11.0.0/16", "net-f").setIpRange("10.11.0.0/29").build();
    IPAM.ipam().openPool(wide);
    Pool narrow =
        IPAM.ipam()
            .openPool(open("10.11.0.0/24", "net-g").setIpRange("10.11.0.16/30").build())
            .getPool();
    IPAM.ipam().allocateAddress(allocate(narrow, "theirs").setAddress("10.11.0.2").build());
    var asked = ListPoolsRequest.newBuilder().addFilter("subnet=10.11.0.0/16").build();
    assertThat(IPAM.ipam().listPools(asked).getPools(0).getFree()).isEqualTo("5");
  }
}
