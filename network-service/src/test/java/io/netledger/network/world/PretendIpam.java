package io.netledger.network.world;

import io.grpc.stub.StreamObserver;
import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.AllocateAddressResponse;
import io.netledger.proto.ipam.v1.ClosePoolRequest;
import io.netledger.proto.ipam.v1.ClosePoolResponse;
import io.netledger.proto.ipam.v1.Family;
import io.netledger.proto.ipam.v1.IpamServiceGrpc.IpamServiceImplBase;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListAddressesResponse;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.ListPoolsResponse;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.OpenPoolResponse;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.proto.ipam.v1.ReleaseAddressResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** ipam-service in memory, as small as a test needs it. */
final class PretendIpam extends IpamServiceImplBase {

  private static final class Open {
    final Pool pool;
    final Map<String, IpAddress> held = new TreeMap<>();

    Open(Pool pool) {
      this.pool = pool;
    }
  }

  private final Map<String, Open> pools = new TreeMap<>();
  private int made;

  private static <A> void answer(StreamObserver<A> response, A answer) {
    response.onNext(answer);
    response.onCompleted();
  }

  @Override
  public synchronized void openPool(
      OpenPoolRequest request, StreamObserver<OpenPoolResponse> response) {
    boolean v6 = request.getFamily() == Family.FAMILY_IPV6;
    Optional<Open> again =
        pools.values().stream()
            .filter(open -> open.pool.getOwner().equals(request.getOwner()))
            .filter(open ->
                request.getSubnet().isEmpty()
                    ? open.pool.getSubnet().contains(":") == v6
                    : open.pool.getSubnet().equals(request.getSubnet()))
            .findFirst();
    Pool pool = again.map(open -> open.pool).orElseGet(() -> make(request, v6));
    if (request.getValidateOnly()) {
      pool = pool.toBuilder().clearId().build();
    } else {
      pools.putIfAbsent(pool.getId(), new Open(pool));
    }
    answer(response, OpenPoolResponse.newBuilder().setPool(pool).build());
  }

  private Pool make(OpenPoolRequest request, boolean v6) {
    String subnet = request.getSubnet();
    int number = 17 + made;
    if (subnet.isEmpty()) {
      subnet = v6 ? "fd00:0:0:" + number + "::/64" : "172." + number + ".0.0/16";
    }
    Cidr cidr = Cidr.parse(subnet);
    pools.values().stream()
        .filter(open -> Cidr.parse(open.pool.getSubnet()).overlaps(cidr))
        .findFirst()
        .ifPresent(open -> {
          throw new Rejection(
              Reason.SUBNET_OVERLAPS, "pool overlaps with " + open.pool.getSubnet());
        });
    if (!request.getValidateOnly()) {
      made++;
    }
    IpAddress first = IpAddress.of(cidr.isV4(), cidr.first().value().add(BigInteger.ONE));
    return Pool.newBuilder()
        .setId("pool-" + number)
        .setOwner(request.getOwner())
        .setSubnet(subnet)
        .setIpRange(request.getIpRange().isEmpty() ? subnet : request.getIpRange())
        .setGateway(request.getGateway().isEmpty() ? first.toString() : request.getGateway())
        .putAllAuxAddresses(request.getAuxAddressesMap())
        .build();
  }

  @Override
  public synchronized void closePool(
      ClosePoolRequest request, StreamObserver<ClosePoolResponse> response) {
    Open open = pools.get(request.getPoolId());
    if (open != null && !open.held.isEmpty()) {
      throw new Rejection(Reason.POOL_IN_USE, "held by " + open.held.keySet());
    }
    pools.remove(request.getPoolId());
    answer(response, ClosePoolResponse.getDefaultInstance());
  }

  @Override
  public synchronized void allocateAddress(
      AllocateAddressRequest request, StreamObserver<AllocateAddressResponse> response) {
    Open open = open(request.getPoolId());
    IpAddress address =
        Optional.ofNullable(open.held.get(request.getHolder()))
            .orElseGet(() -> choose(open, request.getAddress()));
    if (!request.getValidateOnly()) {
      open.held.put(request.getHolder(), address);
    }
    answer(
        response, AllocateAddressResponse.newBuilder().setAddress(address(open, address)).build());
  }

  private static IpAddress choose(Open open, String wanted) {
    if (!wanted.isEmpty()) {
      if (open.held.containsValue(IpAddress.parse(wanted))) {
        throw new Rejection(Reason.ADDRESS_IN_USE, "address " + wanted + " is in use");
      }
      if (open.pool.getGateway().equals(wanted)) {
        throw new Rejection(Reason.ADDRESS_RESERVED, "address " + wanted + " is the gateway's");
      }
      return IpAddress.parse(wanted);
    }
    Cidr range = Cidr.parse(open.pool.getIpRange());
    IpAddress candidate = next(range.first());
    while (open.held.containsValue(candidate)
        || candidate.toString().equals(open.pool.getGateway())) {
      candidate = next(candidate);
    }
    if (!range.contains(candidate) || candidate.equals(range.last())) {
      throw new Rejection(Reason.ADDRESSES_EXHAUSTED, "no address of " + range + " is free");
    }
    return candidate;
  }

  private static IpAddress next(IpAddress address) {
    return IpAddress.of(address.isV4(), address.value().add(BigInteger.ONE));
  }

  @Override
  public synchronized void releaseAddress(
      ReleaseAddressRequest request, StreamObserver<ReleaseAddressResponse> response) {
    open(request.getPoolId()).held.remove(request.getHolder());
    answer(response, ReleaseAddressResponse.getDefaultInstance());
  }

  @Override
  public synchronized void listPools(
      ListPoolsRequest request, StreamObserver<ListPoolsResponse> response) {
    ListPoolsResponse.Builder answer = ListPoolsResponse.newBuilder();
    pools.values().stream()
        .map(open -> open.pool)
        .filter(pool ->
            request.getFilterCount() == 0
                || request.getFilter(0).equals("owner=" + pool.getOwner()))
        .forEach(answer::addPools);
    answer(response, answer.build());
  }

  @Override
  public synchronized void listAddresses(
      ListAddressesRequest request, StreamObserver<ListAddressesResponse> response) {
    ListAddressesResponse.Builder answer = ListAddressesResponse.newBuilder();
    pools.values().stream()
        .filter(open ->
            request.getFilterCount() == 0
                || request.getFilter(0).equals("pool=" + open.pool.getId()))
        .forEach(open ->
            open.held.forEach((holder, address) ->
                answer.addAddresses(address(open, address).setHolder(holder))));
    answer(response, answer.build());
  }

  private Open open(String id) {
    Open open = pools.get(id);
    if (open == null) {
      throw new Rejection(Reason.POOL_NOT_FOUND, "pool " + id + " not found");
    }
    return open;
  }

  private static Address.Builder address(Open open, IpAddress address) {
    return Address.newBuilder()
        .setPoolId(open.pool.getId())
        .setAddress(new Cidr(address, Cidr.parse(open.pool.getSubnet()).length()).toString());
  }
}
