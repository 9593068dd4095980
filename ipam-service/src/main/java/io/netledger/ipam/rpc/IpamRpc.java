package io.netledger.ipam.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.ipam.view.HoldingsReader;
import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.AllocateAddressResponse;
import io.netledger.proto.ipam.v1.ClosePoolRequest;
import io.netledger.proto.ipam.v1.ClosePoolResponse;
import io.netledger.proto.ipam.v1.GetAddressRequest;
import io.netledger.proto.ipam.v1.GetAddressResponse;
import io.netledger.proto.ipam.v1.GetPoolRequest;
import io.netledger.proto.ipam.v1.GetPoolResponse;
import io.netledger.proto.ipam.v1.IpamServiceGrpc.IpamServiceImplBase;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListAddressesResponse;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.ListPoolsResponse;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.OpenPoolResponse;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.proto.ipam.v1.ReleaseAddressResponse;
import io.netledger.proto.ipam.v1.ReserveAddressRequest;
import io.netledger.proto.ipam.v1.ReserveAddressResponse;
import io.netledger.proto.ipam.v1.UnreserveAddressRequest;
import io.netledger.proto.ipam.v1.UnreserveAddressResponse;
import io.netledger.proto.ipam.v1.WidenPoolRequest;
import io.netledger.proto.ipam.v1.WidenPoolResponse;
import java.util.function.Supplier;

/** IpamService on the wire: writes go to the streams, reads to the view. */
public final class IpamRpc extends IpamServiceImplBase {

  private final Writes writes;
  private final PoolWrites pools;
  private final Reads reads;

  /**
   * The service over one ledger.
   *
   * @param ids new pool ids, 64 hexadecimal digits, each different from all others
   */
  public IpamRpc(
      Intake intake, HoldingsReader holdings, Moments moments, Offer offer, Supplier<String> ids) {
    this.writes = new Writes(intake, holdings, offer, ids);
    this.pools = new PoolWrites(intake, holdings);
    this.reads = new Reads(holdings, moments);
  }

  @Override
  public void openPool(OpenPoolRequest request, StreamObserver<OpenPoolResponse> response) {
    answer(response, writes.openPool(request));
  }

  @Override
  public void closePool(ClosePoolRequest request, StreamObserver<ClosePoolResponse> response) {
    answer(response, writes.closePool(request));
  }

  @Override
  public void allocateAddress(
      AllocateAddressRequest request, StreamObserver<AllocateAddressResponse> response) {
    answer(response, writes.allocateAddress(request));
  }

  @Override
  public void releaseAddress(
      ReleaseAddressRequest request, StreamObserver<ReleaseAddressResponse> response) {
    answer(response, writes.releaseAddress(request));
  }

  @Override
  public void reserveAddress(
      ReserveAddressRequest request, StreamObserver<ReserveAddressResponse> response) {
    answer(response, pools.reserve(request));
  }

  @Override
  public void unreserveAddress(
      UnreserveAddressRequest request, StreamObserver<UnreserveAddressResponse> response) {
    answer(response, pools.unreserve(request));
  }

  @Override
  public void widenPool(WidenPoolRequest request, StreamObserver<WidenPoolResponse> response) {
    answer(response, pools.widen(request));
  }

  @Override
  public void getPool(GetPoolRequest request, StreamObserver<GetPoolResponse> response) {
    answer(response, reads.getPool(request));
  }

  @Override
  public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> response) {
    answer(response, reads.listPools(request));
  }

  @Override
  public void getAddress(GetAddressRequest request, StreamObserver<GetAddressResponse> response) {
    answer(response, reads.getAddress(request));
  }

  @Override
  public void listAddresses(
      ListAddressesRequest request, StreamObserver<ListAddressesResponse> response) {
    answer(response, reads.listAddresses(request));
  }

  private static <T> void answer(StreamObserver<T> response, T message) {
    response.onNext(message);
    response.onCompleted();
  }
}
