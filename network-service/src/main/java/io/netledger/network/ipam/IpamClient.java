package io.netledger.network.ipam;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.network.network.WantedPool;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.ClosePoolRequest;
import io.netledger.proto.ipam.v1.Family;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.ipam.v1.IpamServiceGrpc.IpamServiceBlockingStub;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.proto.ipam.v1.WidenPoolRequest;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Correlation;
import io.netledger.wire.Refusals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * ipam-service, in values. Each method may be repeated. It throws what ipam-service refuses as a
 * {@link Rejection}, and IPAM_UNAVAILABLE if there is no answer: then it is to be called again.
 */
public final class IpamClient {

  private static final long DEADLINE_MILLIS = 5_000;
  private static final long RECONNECT_MILLIS = 500;
  private static final int PAGE = 1_000;

  private final ManagedChannel channel;
  private final IpamServiceBlockingStub stub;

  public IpamClient(ManagedChannel channel) {
    this(channel, IpamServiceGrpc.newBlockingStub(channel));
  }

  private IpamClient(ManagedChannel channel, IpamServiceBlockingStub stub) {
    this.channel = channel;
    this.stub = stub;
  }

  /** The same, for what follows from the request {@code correlation}. */
  public IpamClient within(String correlation) {
    return new IpamClient(channel, stub.withInterceptors(Correlation.header(correlation)));
  }

  /** Opens a pool for a network. */
  public NetworkPool open(String networkId, WantedPool wanted) {
    OpenPoolRequest request = openRequest(networkId, wanted).build();
    return pool(ask(ipam -> ipam.openPool(request)).getPool(), wanted);
  }

  /** The pool as it would be, without id; opens none. */
  public NetworkPool tryOpen(String networkId, WantedPool wanted) {
    OpenPoolRequest request = openRequest(networkId, wanted).setValidateOnly(true).build();
    return pool(ask(ipam -> ipam.openPool(request)).getPool(), wanted);
  }

  private static OpenPoolRequest.Builder openRequest(String networkId, WantedPool wanted) {
    RequestedSubnet subnet = wanted.subnet();
    return OpenPoolRequest.newBuilder()
        .setOwner(networkId)
        .setSubnet(word(subnet.subnet()))
        .setFamily(wanted.v4() ? Family.FAMILY_IPV4 : Family.FAMILY_IPV6)
        .setIpRange(word(subnet.range()))
        .setGateway(word(subnet.gateway()))
        .putAllAuxAddresses(
            subnet.auxiliary().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, aux -> aux.getValue().toString())));
  }

  private static NetworkPool pool(Pool pool, WantedPool wanted) {
    return new NetworkPool(
        pool.getId(),
        Cidr.parse(pool.getSubnet()),
        Cidr.parse(pool.getIpRange().isEmpty() ? pool.getSubnet() : pool.getIpRange()),
        pool.getGateway().isEmpty()
            ? Optional.empty()
            : Optional.of(IpAddress.parse(pool.getGateway())),
        pool.getAuxAddressesMap().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, aux -> IpAddress.parse(aux.getValue()))),
        wanted.subnet().subnet().isPresent());
  }

  /** Lets a pool choose from a larger part of its subnet. */
  public void widen(String poolId, Cidr range) {
    WidenPoolRequest request = widenRequest(poolId, range).build();
    ask(ipam -> ipam.widenPool(request));
  }

  /** As {@link #widen}, but changes nothing. */
  public void tryWiden(String poolId, Cidr range) {
    WidenPoolRequest request = widenRequest(poolId, range).setValidateOnly(true).build();
    ask(ipam -> ipam.widenPool(request));
  }

  private static WidenPoolRequest.Builder widenRequest(String poolId, Cidr range) {
    return WidenPoolRequest.newBuilder().setPoolId(poolId).setIpRange(range.toString());
  }

  /** Closes a pool; one that is closed stays so. */
  public void close(String poolId) {
    var request = ClosePoolRequest.newBuilder().setPoolId(poolId).setAllowMissing(true).build();
    ask(ipam -> ipam.closePool(request));
  }

  /** Ids of the open pools of a network. */
  public List<String> poolsOf(String networkId) {
    var request =
        ListPoolsRequest.newBuilder().addFilter("owner=" + networkId).setPageSize(PAGE).build();
    return ask(ipam -> ipam.listPools(request)).getPoolsList().stream().map(Pool::getId).toList();
  }

  /**
   * Gives the holder an address of the pool: the same one however often it is asked.
   *
   * @param sandbox name of the sandbox that it is for
   */
  public Cidr allocate(String poolId, String holder, Optional<IpAddress> wanted, String sandbox) {
    AllocateAddressRequest request = allocateRequest(poolId, holder, wanted, sandbox).build();
    return Cidr.parse(ask(ipam -> ipam.allocateAddress(request)).getAddress().getAddress());
  }

  /** The address that the holder would be given; gives none. */
  public Cidr tryAllocate(
      String poolId, String holder, Optional<IpAddress> wanted, String sandbox) {
    AllocateAddressRequest request =
        allocateRequest(poolId, holder, wanted, sandbox).setValidateOnly(true).build();
    return Cidr.parse(ask(ipam -> ipam.allocateAddress(request)).getAddress().getAddress());
  }

  private static AllocateAddressRequest.Builder allocateRequest(
      String poolId, String holder, Optional<IpAddress> wanted, String sandbox) {
    return AllocateAddressRequest.newBuilder()
        .setPoolId(poolId)
        .setReservation(sandbox)
        .setHolder(holder)
        .setAddress(word(wanted));
  }

  /** Takes the holder's address back; from a pool that is closed nothing is to be taken. */
  public void release(String poolId, String holder) {
    var request = ReleaseAddressRequest.newBuilder().setPoolId(poolId).setHolder(holder).build();
    try {
      ask(ipam -> ipam.releaseAddress(request));
    } catch (Rejection refused) {
      if (refused.reason() != Reason.POOL_NOT_FOUND) {
        throw refused;
      }
    }
  }

  /** Some of those who hold addresses of the pool, all if they are at most 1,000. */
  public List<String> holdersOf(String poolId) {
    var request =
        ListAddressesRequest.newBuilder().addFilter("pool=" + poolId).setPageSize(PAGE).build();
    return ask(ipam -> ipam.listAddresses(request)).getAddressesList().stream()
        .map(Address::getHolder)
        .toList();
  }

  private <A> A ask(Function<IpamServiceBlockingStub, A> question) {
    try {
      return question.apply(line());
    } catch (StatusRuntimeException e) {
      throw refusal(e);
    }
  }

  /** A connection that was lost is tried at once, not when gRPC's patience is over. */
  private IpamServiceBlockingStub line() {
    if (channel.getState(true) != ConnectivityState.TRANSIENT_FAILURE) {
      return stub.withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    }
    channel.resetConnectBackoff();
    return stub.withWaitForReady().withDeadlineAfter(RECONNECT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What is wrong with ipam-service itself is no word about the question. */
  private static Rejection refusal(StatusRuntimeException status) {
    return Refusals.of(status)
        .filter(refused -> refused.reason() != Reason.STORE_UNAVAILABLE)
        .filter(refused -> refused.reason() != Reason.PEER_UNKNOWN)
        .orElseGet(() ->
            new Rejection(
                Reason.IPAM_UNAVAILABLE,
                "ipam-service does not answer: " + status.getStatus().getCode()));
  }

  private static String word(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }
}
