package io.netledger.ipam.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.ipam.rpc.Offer;
import io.netledger.ipam.rpc.Words;
import io.netledger.ipam.work.MemoryStreams;
import io.netledger.ipam.work.PoolAnswer;
import io.netledger.ipam.work.PoolWork;
import io.netledger.proto.ipam.v1.Family;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Docker's facts hold, for the deciders without a database. */
class VectorsTest {

  static List<String> cases() {
    return Vectors.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(String name) {
    Vectors.replay(name, new InMemory());
  }

  @Test
  void onlyTheseFactsAreNotOurs() {
    List<String> others =
        Vectors.all().stream()
            .filter(vector -> !Vectors.demanded(vector))
            .map(Vector::at)
            .collect(Collectors.toList());
    assertThat(others)
        .containsExactly(
            "subpool-keeps-parent step 8",
            "subpool-serial step 6",
            "subpool-serial step 7",
            "subpool-serial step 8",
            "subpool-serial step 9",
            "ipv6-no-default step 1");
  }

  /** The units of work, one after the other. */
  private static final class InMemory implements Allocator {

    private final MemoryStreams streams = new MemoryStreams();
    private int pools;

    @Override
    public Opened openPool(String space, String subnet, String range, boolean v6) {
      var request =
          OpenPoolRequest.newBuilder()
              .setSpace(space)
              .setSubnet(subnet)
              .setIpRange(range)
              .setNoGateway(true)
              .setOwner("owner-" + pools++)
              .setFamily(v6 ? Family.FAMILY_IPV6 : Family.FAMILY_UNSPECIFIED)
              .build();
      var wish = Offer.DOCKERS.wish(request, "%064x".formatted(0xabc000 + pools));
      PoolAnswer opened = streams.append(work -> PoolWork.open(work, wish));
      return new Opened(opened.id(), opened.pool().spec().subnet().toString());
    }

    @Override
    public void closePool(String pool) {
      String id = Words.poolId(pool);
      var closed = streams.append(work -> PoolWork.close(work, id, Optional.empty(), false));
      assertThat(closed).isPresent();
    }

    @Override
    public String allocate(String pool, String holder, String address) {
      String id = Words.poolId(pool);
      var wanted = Words.optionalAddress("address", address);
      var lease = streams.append(work -> PoolWork.allocate(work, id, holder, wanted));
      return lease.address() + "/" + lease.subnet().length();
    }

    @Override
    public void release(String pool, String holder) {
      var released = streams.append(work -> PoolWork.release(work, pool, holder));
      assertThat(released).isPresent();
    }
  }
}
