package io.netledger.ipam.rpc;

import com.google.protobuf.Message;
import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.ipam.view.HoldingsReader;
import io.netledger.ipam.work.PoolAnswer;
import io.netledger.ipam.work.PoolWork;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.ReserveAddressRequest;
import io.netledger.proto.ipam.v1.ReserveAddressResponse;
import io.netledger.proto.ipam.v1.UnreserveAddressRequest;
import io.netledger.proto.ipam.v1.UnreserveAddressResponse;
import io.netledger.proto.ipam.v1.WidenPoolRequest;
import io.netledger.proto.ipam.v1.WidenPoolResponse;
import io.netledger.refusal.Rejection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Changes of a pool that is open: what it keeps, and how far it reaches. */
final class PoolWrites {

  private static final String RESERVE =
      IpamServiceGrpc.getReserveAddressMethod().getFullMethodName();
  private static final String UNRESERVE =
      IpamServiceGrpc.getUnreserveAddressMethod().getFullMethodName();
  private static final String WIDEN = IpamServiceGrpc.getWidenPoolMethod().getFullMethodName();

  private final Intake intake;
  private final HoldingsReader holdings;

  PoolWrites(Intake intake, HoldingsReader holdings) {
    this.intake = intake;
    this.holdings = holdings;
  }

  ReserveAddressResponse reserve(ReserveAddressRequest request) {
    String id = understood(request, RESERVE, () -> Words.poolId(request.getPoolId()));
    IpAddress address =
        understood(request, RESERVE, () -> Words.address("address", request.getAddress()));
    Optional<String> sandbox =
        understood(request, RESERVE, () -> Words.optionalName("sandbox", request.getSandbox()));
    Appended done =
        intake.write(
            request, RESERVE, work -> PoolWork.reserve(work, id, address, sandbox), () -> id);
    return ReserveAddressResponse.newBuilder()
        .setRevision(request.getValidateOnly() ? holdings.head() : done.revision())
        .build();
  }

  UnreserveAddressResponse unreserve(UnreserveAddressRequest request) {
    String id = understood(request, UNRESERVE, () -> Words.poolId(request.getPoolId()));
    IpAddress address =
        understood(request, UNRESERVE, () -> Words.address("address", request.getAddress()));
    Appended done =
        intake.write(request, UNRESERVE, work -> PoolWork.unreserve(work, id, address), () -> id);
    return UnreserveAddressResponse.newBuilder()
        .setRevision(request.getValidateOnly() ? holdings.head() : done.revision())
        .build();
  }

  WidenPoolResponse widen(WidenPoolRequest request) {
    String id = understood(request, WIDEN, () -> Words.poolId(request.getPoolId()));
    Cidr range = understood(request, WIDEN, () -> Words.cidr("ip_range", request.getIpRange()));
    Optional<String> etag = understood(request, WIDEN, () -> Words.etag(request.getEtag()));
    var decided = new AtomicReference<PoolAnswer>();
    Appended done =
        intake.write(
            request, WIDEN, work -> decided.set(PoolWork.widen(work, id, range, etag)), () -> id);
    if (request.getValidateOnly()) {
      PoolAnswer answer = Objects.requireNonNull(decided.get());
      Pool pool =
          Messages.validated(answer).toBuilder().setId(id).setEtag(answer.pool().etag()).build();
      return WidenPoolResponse.newBuilder().setRevision(holdings.head()).setPool(pool).build();
    }
    return WidenPoolResponse.newBuilder()
        .setRevision(done.revision())
        .setPool(Messages.pool(holdings.pool(id, done.revision()).orElseThrow()))
        .build();
  }

  /** Words that cannot be understood are recorded as refused, like all that is refused. */
  private <T> T understood(Message request, String method, Supplier<T> words) {
    try {
      return words.get();
    } catch (Rejection refused) {
      intake.refuse(request, method, refused);
      throw refused;
    }
  }
}
