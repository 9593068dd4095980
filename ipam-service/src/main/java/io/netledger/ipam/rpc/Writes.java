package io.netledger.ipam.rpc;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.ipam.view.HoldingsReader;
import io.netledger.ipam.work.Lease;
import io.netledger.ipam.work.OpeningWish;
import io.netledger.ipam.work.PoolAnswer;
import io.netledger.ipam.work.PoolWork;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.AllocateAddressResponse;
import io.netledger.proto.ipam.v1.ClosePoolRequest;
import io.netledger.proto.ipam.v1.ClosePoolResponse;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.OpenPoolResponse;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.proto.ipam.v1.ReleaseAddressResponse;
import io.netledger.refusal.Rejection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The writing half of IpamService. What was decided just now is answered from the decision; what a
 * retry finds is answered from the view, as of the revision of the first time.
 */
final class Writes {

  private final Intake intake;
  private final HoldingsReader holdings;
  private final Offer offer;
  private final Supplier<String> ids;

  Writes(Intake intake, HoldingsReader holdings, Offer offer, Supplier<String> ids) {
    this.intake = intake;
    this.holdings = holdings;
    this.offer = offer;
    this.ids = ids;
  }

  OpenPoolResponse openPool(OpenPoolRequest request) {
    String method = name(IpamServiceGrpc.getOpenPoolMethod());
    OpeningWish wish = understood(request, method, () -> offer.wish(request, ids.get()));
    var decided = new AtomicReference<PoolAnswer>();
    Appended done =
        intake.write(
            request,
            method,
            work -> decided.set(PoolWork.open(work, wish)),
            () -> decided(decided).id());
    if (request.getValidateOnly()) {
      return OpenPoolResponse.newBuilder()
          .setRevision(holdings.head())
          .setPool(Messages.validated(decided(decided)))
          .build();
    }
    return OpenPoolResponse.newBuilder()
        .setRevision(done.revision())
        .setPool(opened(done, decided))
        .build();
  }

  private Pool opened(Appended done, AtomicReference<PoolAnswer> decided) {
    var opened = Traces.of(done, PoolOpened.class);
    if (opened.isPresent() && !done.repeated()) {
      return Messages.pool(decided(decided), opened.get().recorded().metadata().time());
    }
    String id =
        opened
            .map(traced -> traced.recorded().stream().id())
            .or(() -> Traces.unneeded(done))
            .orElseThrow();
    return Messages.pool(holdings.pool(id, done.revision()).orElseThrow());
  }

  ClosePoolResponse closePool(ClosePoolRequest request) {
    String method = name(IpamServiceGrpc.getClosePoolMethod());
    String id = understood(request, method, () -> Words.poolId(request.getPoolId()));
    Optional<String> etag = understood(request, method, () -> Words.etag(request.getEtag()));
    var decided = new AtomicReference<>(Optional.<PoolAnswer>empty());
    Appended done =
        intake.write(
            request,
            method,
            work -> decided.set(PoolWork.close(work, id, etag, request.getAllowMissing())),
            () -> id);
    var answer = ClosePoolResponse.newBuilder();
    if (request.getValidateOnly()) {
      decided(decided).map(Messages::closed).ifPresent(answer::setPool);
      return answer.setRevision(holdings.head()).build();
    }
    Traces.of(done, PoolClosed.class)
        .flatMap(closed ->
            done.repeated()
                ? holdings.pool(id, closed.recorded().revision() - 1).map(Messages::closed)
                : decided(decided).map(Messages::closed))
        .ifPresent(answer::setPool);
    return answer.setRevision(done.revision()).build();
  }

  AllocateAddressResponse allocateAddress(AllocateAddressRequest request) {
    String method = name(IpamServiceGrpc.getAllocateAddressMethod());
    String id = understood(request, method, () -> Words.poolId(request.getPoolId()));
    String holder = understood(request, method, () -> Words.name("holder", request.getHolder()));
    Optional<IpAddress> wanted =
        understood(request, method, () -> Words.optionalAddress("address", request.getAddress()));
    Optional<String> sandbox =
        understood(
            request, method, () -> Words.optionalName("reservation", request.getReservation()));
    var decided = new AtomicReference<Lease>();
    Appended done =
        intake.write(
            request,
            method,
            work -> decided.set(PoolWork.allocate(work, id, holder, wanted, sandbox)),
            () -> id);
    if (request.getValidateOnly()) {
      return AllocateAddressResponse.newBuilder()
          .setRevision(holdings.head())
          .setAddress(Messages.lease(decided(decided)))
          .build();
    }
    return AllocateAddressResponse.newBuilder()
        .setRevision(done.revision())
        .setAddress(allocated(done, decided, id, holder))
        .build();
  }

  private Address allocated(
      Appended done, AtomicReference<Lease> decided, String id, String holder) {
    var allocated = Traces.of(done, AddressAllocated.class);
    if (allocated.isPresent() && !done.repeated()) {
      return Messages.address(
          allocated.get().recorded(), allocated.get().event(), decided(decided).subnet().length());
    }
    return Messages.address(holdings.leaseOf(id, holder, done.revision()).orElseThrow());
  }

  ReleaseAddressResponse releaseAddress(ReleaseAddressRequest request) {
    String method = name(IpamServiceGrpc.getReleaseAddressMethod());
    String id = understood(request, method, () -> Words.poolId(request.getPoolId()));
    String holder = understood(request, method, () -> Words.name("holder", request.getHolder()));
    var decided = new AtomicReference<>(Optional.<Lease>empty());
    Appended done =
        intake.write(
            request, method, work -> decided.set(PoolWork.release(work, id, holder)), () -> id);
    var answer = ReleaseAddressResponse.newBuilder();
    if (request.getValidateOnly()) {
      decided(decided).map(Messages::lease).ifPresent(answer::setAddress);
      return answer.setRevision(holdings.head()).build();
    }
    Traces.of(done, AddressReleased.class)
        .flatMap(released ->
            done.repeated()
                ? holdings
                    .leaseOf(id, holder, released.recorded().revision() - 1)
                    .map(Messages::released)
                : decided(decided).map(Messages::lease))
        .ifPresent(answer::setAddress);
    return answer.setRevision(done.revision()).build();
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

  private static <T> T decided(AtomicReference<T> decided) {
    return Objects.requireNonNull(decided.get(), "a decision that was answered was made");
  }

  private static String name(MethodDescriptor<?, ?> method) {
    return method.getFullMethodName();
  }
}
