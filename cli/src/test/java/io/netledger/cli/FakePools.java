package io.netledger.cli;

import static io.netledger.cli.FakeNetworks.answer;

import io.grpc.stub.StreamObserver;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.IpamServiceGrpc.IpamServiceImplBase;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListAddressesResponse;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.ListPoolsResponse;
import io.netledger.proto.ipam.v1.Pool;

/** IpamService with one pool and one address. */
final class FakePools extends IpamServiceImplBase {

  @Override
  public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> response) {
    Pool pool =
        Pool.newBuilder()
            .setId("ab".repeat(32))
            .setSpace("local")
            .setSubnet("192.168.0.0/16")
            .setIpRange("192.168.0.0/16")
            .setGateway("192.168.0.1")
            .setHeld(1)
            .setFree("65532")
            .setOwner("cd".repeat(32))
            .build();
    answer(response, ListPoolsResponse.newBuilder().addPools(pool).build());
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
