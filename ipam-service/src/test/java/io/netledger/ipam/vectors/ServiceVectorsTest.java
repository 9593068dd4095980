package io.netledger.ipam.vectors;

import io.grpc.StatusRuntimeException;
import io.netledger.ipam.rpc.Offer;
import io.netledger.ipam.service.RunningIpam;
import io.netledger.ipam.space.DefaultPools;
import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.ClosePoolRequest;
import io.netledger.proto.ipam.v1.Family;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.wire.Refusals;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Docker's facts hold, for the service on its socket. */
class ServiceVectorsTest {

  private static final List<String> CASES = Vectors.cases();

  /** Spaces of its own for each case, since every case starts with an empty allocator. */
  private static final Offer OFFER =
      new Offer(
          IntStream.range(0, CASES.size())
              .boxed()
              .flatMap(number -> Stream.of("local-" + number, "global-" + number))
              .toList(),
          DefaultPools.DOCKERS);

  @RegisterExtension static final RunningIpam IPAM = new RunningIpam(OFFER);

  static List<String> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(String name) {
    Vectors.replay(name, new Calls(CASES.indexOf(name)));
  }

  /** The calls of the service. */
  private static final class Calls implements Allocator {

    private final int number;
    private int opened;

    Calls(int number) {
      this.number = number;
    }

    @Override
    public Opened openPool(String space, String subnet, String range, boolean v6) {
      var request =
          OpenPoolRequest.newBuilder()
              .setSpace(space + "-" + number)
              .setSubnet(subnet)
              .setIpRange(range)
              .setNoGateway(true)
              .setOwner("owner-" + opened++)
              .setFamily(v6 ? Family.FAMILY_IPV6 : Family.FAMILY_UNSPECIFIED)
              .build();
      var pool = told(() -> IPAM.ipam().openPool(request).getPool());
      return new Opened(pool.getId(), pool.getSubnet());
    }

    @Override
    public void closePool(String pool) {
      told(() -> IPAM.ipam().closePool(ClosePoolRequest.newBuilder().setPoolId(pool).build()));
    }

    @Override
    public String allocate(String pool, String holder, String address) {
      var request =
          AllocateAddressRequest.newBuilder()
              .setPoolId(pool)
              .setHolder(holder)
              .setAddress(address)
              .build();
      return told(() -> IPAM.ipam().allocateAddress(request).getAddress().getAddress());
    }

    @Override
    public void release(String pool, String holder) {
      var request = ReleaseAddressRequest.newBuilder().setPoolId(pool).setHolder(holder).build();
      told(() -> IPAM.ipam().releaseAddress(request));
    }

    private static <T> T told(Supplier<T> call) {
      try {
        return call.get();
      } catch (StatusRuntimeException e) {
        throw Refusals.of(e).orElseThrow(() -> e);
      }
    }
  }
}
