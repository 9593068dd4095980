package io.netledger.cli;

import static io.netledger.cli.FakeNetworks.answer;

import io.grpc.stub.StreamObserver;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.GetPoolRequest;
import io.netledger.proto.ipam.v1.GetPoolResponse;
import io.netledger.proto.ipam.v1.IpamServiceGrpc.IpamServiceImplBase;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListAddressesResponse;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.ListPoolsResponse;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.Reservation;
import io.netledger.proto.ipam.v1.ReserveAddressRequest;
import io.netledger.proto.ipam.v1.ReserveAddressResponse;
import io.netledger.proto.ipam.v1.UnreserveAddressRequest;
import io.netledger.proto.ipam.v1.UnreserveAddressResponse;

/** IpamService with one pool and one address, and a pool of IPv6. */
final class FakePools extends IpamServiceImplBase {

  private final FakeLedger ledger;

  FakePools(FakeLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> response) {
    ledger.requests.add(request);
    boolean ofNetwork = request.getFilterList().contains("owner=" + ledger.id("bridge"));
    Pool pool = pool(ofNetwork ? ledger.id("bridge") : "cd".repeat(32));
    answer(response, ListPoolsResponse.newBuilder().setRevision(7).addPools(pool).build());
  }

  private static Pool pool(String owner) {
    return Pool.newBuilder()
        .setId("ab".repeat(32))
        .setSpace("local")
        .setSubnet("192.168.0.0/16")
        .setIpRange("192.168.0.0/16")
        .setGateway("192.168.0.1")
        .setHeld(1)
        .setFree("65532")
        .setSize("65536")
        .setReserved(1)
        .setOwner(owner)
        .build();
  }

  @Override
  public void getPool(GetPoolRequest request, StreamObserver<GetPoolResponse> response) {
    Pool pool =
        pool(ledger.id("bridge")).toBuilder()
            .addReservations(
                Reservation.newBuilder()
                    .setAddress("192.168.0.7")
                    .setSandbox("db")
                    .setReason("ticket 4711"))
            .build();
    answer(response, GetPoolResponse.newBuilder().setPool(pool).build());
  }

  @Override
  public void reserveAddress(
      ReserveAddressRequest request, StreamObserver<ReserveAddressResponse> response) {
    ledger.requests.add(request);
    answer(response, ReserveAddressResponse.getDefaultInstance());
  }

  @Override
  public void unreserveAddress(
      UnreserveAddressRequest request, StreamObserver<UnreserveAddressResponse> response) {
    ledger.requests.add(request);
    answer(response, UnreserveAddressResponse.getDefaultInstance());
  }

  @Override
  public void listAddresses(
      ListAddressesRequest request, StreamObserver<ListAddressesResponse> response) {
    Address address =
        Address.newBuilder()
            .setAddress("192.168.0.2/16")
            .setHolder("ef".repeat(32))
            .setPoolId("ab".repeat(32))
            .build();
    answer(response, ListAddressesResponse.newBuilder().addAddresses(address).build());
  }
}
