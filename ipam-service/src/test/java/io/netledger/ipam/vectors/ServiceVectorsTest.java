package io.netledger.ipam.vectors;

import io.grpc.StatusRuntimeException;
import io.netledger.ipam.service.RunningIpam;
import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.ClosePoolRequest;
import io.netledger.proto.ipam.v1.Family;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.wire.Refusals;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Docker's facts hold, for the service on its socket. */
class ServiceVectorsTest {

  @RegisterExtension static final RunningIpam IPAM = new RunningIpam();

  private final Calls calls = new Calls();

  static List<String> cases() {
    // The order of default pools goes on where the last case ended: those cases need a new service.
    return Vectors.cases().stream().filter(name -> !name.startsWith("predefined")).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(String name) {
    Vectors.replay(name, calls);
  }

  @AfterEach
  void giveAllBack() {
    calls.giveAllBack();
  }

  /** The calls of the service. */
  private static final class Calls implements Allocator {

    private final Map<String, Set<String>> holders = new LinkedHashMap<>();
    private int opened;

    @Override
    public Opened openPool(String space, String subnet, String range, boolean v6) {
      var request =
          OpenPoolRequest.newBuilder()
              .setSpace(space)
              .setSubnet(subnet)
              .setIpRange(range)
              .setNoGateway(true)
              .setOwner("owner-" + opened++)
              .setFamily(v6 ? Family.FAMILY_IPV6 : Family.FAMILY_UNSPECIFIED)
              .build();
      var pool = told(() -> IPAM.ipam().openPool(request).getPool());
      synchronized (holders) {
        holders.put(pool.getId(), new LinkedHashSet<>());
      }
      return new Opened(pool.getId(), pool.getSubnet());
    }

    @Override
    public void closePool(String pool) {
      told(() -> IPAM.ipam().closePool(ClosePoolRequest.newBuilder().setPoolId(pool).build()));
      holders.remove(pool);
    }

    @Override
    public String allocate(String pool, String holder, String address) {
      var request =
          AllocateAddressRequest.newBuilder()
              .setPoolId(pool)
              .setHolder(holder)
              .setAddress(address)
              .build();
      String given = told(() -> IPAM.ipam().allocateAddress(request).getAddress().getAddress());
      synchronized (holders) {
        holders.getOrDefault(pool, new LinkedHashSet<>()).add(holder);
      }
      return given;
    }

    @Override
    public void release(String pool, String holder) {
      var request = ReleaseAddressRequest.newBuilder().setPoolId(pool).setHolder(holder).build();
      told(() -> IPAM.ipam().releaseAddress(request));
    }

    void giveAllBack() {
      for (var pool : List.copyOf(holders.entrySet())) {
        pool.getValue().forEach(holder -> release(pool.getKey(), holder));
        closePool(pool.getKey());
      }
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
