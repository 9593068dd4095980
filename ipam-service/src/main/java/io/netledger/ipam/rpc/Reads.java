package io.netledger.ipam.rpc;

import static io.netledger.refusal.Reason.ADDRESS_NOT_HELD;
import static io.netledger.refusal.Reason.ADDRESS_OUT_OF_RANGE;
import static io.netledger.refusal.Reason.FILTER_INVALID;
import static io.netledger.refusal.Reason.POOL_NOT_FOUND;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.ipam.view.HoldingsReader;
import io.netledger.ipam.view.HoldingsReader.Place;
import io.netledger.ipam.view.LeaseFilter;
import io.netledger.ipam.view.LeaseRow;
import io.netledger.ipam.view.PoolFilter;
import io.netledger.ipam.view.PoolRow;
import io.netledger.proto.ipam.v1.GetAddressRequest;
import io.netledger.proto.ipam.v1.GetAddressResponse;
import io.netledger.proto.ipam.v1.GetPoolRequest;
import io.netledger.proto.ipam.v1.GetPoolResponse;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListAddressesResponse;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.ListPoolsResponse;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Filter;
import io.netledger.wire.Page;
import io.netledger.wire.PageToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The reading half of IpamService, answered from the view. */
final class Reads {

  private static final Set<String> POOL_KEYS = Set.of("space", "owner", "id", "subnet", "family");
  private static final Set<String> LEASE_KEYS = Set.of("pool", "holder", "address");
  private static final Pattern ID_PART = Pattern.compile("[0-9a-f]{1,64}");

  private final HoldingsReader holdings;
  private final Moments moments;

  Reads(HoldingsReader holdings, Moments moments) {
    this.holdings = holdings;
    this.moments = moments;
  }

  GetPoolResponse getPool(GetPoolRequest request) {
    String id = Words.poolId(request.getPoolId());
    long revision =
        moments.revision(request.hasAsOf(), request.getAsOf()).orElseGet(holdings::head);
    return GetPoolResponse.newBuilder()
        .setRevision(revision)
        .setPool(
            Messages.pool(pool(id, revision)).toBuilder()
                .addAllReservations(
                    holdings.reservations(id, revision).stream()
                        .map(Messages::reservation)
                        .toList()))
        .build();
  }

  GetAddressResponse getAddress(GetAddressRequest request) {
    String id = Words.poolId(request.getPoolId());
    IpAddress address = Words.address("address", request.getAddress());
    long revision =
        moments.revision(request.hasAsOf(), request.getAsOf()).orElseGet(holdings::head);
    PoolRow pool = pool(id, revision);
    if (!pool.spec().subnet().contains(address)) {
      throw new Rejection(
          ADDRESS_OUT_OF_RANGE, address + " is not in the subnet " + pool.spec().subnet());
    }
    LeaseRow lease =
        holdings
            .lease(id, address, revision)
            .orElseThrow(() ->
                new Rejection(ADDRESS_NOT_HELD, "nobody holds " + address + " of pool " + id));
    return GetAddressResponse.newBuilder()
        .setRevision(revision)
        .setAddress(Messages.address(lease))
        .build();
  }

  ListPoolsResponse listPools(ListPoolsRequest request) {
    PoolFilter filter = poolFilter(Filter.parse(request.getFilterList(), POOL_KEYS));
    Optional<Long> asOf = moments.revision(request.hasAsOf(), request.getAsOf());
    String call = call("ListPools", request.getFilterList(), asOf);
    Page page = Page.of(request.getPageSize(), request.getPageToken(), call);
    long revision = page.revision().or(() -> asOf).orElseGet(holdings::head);
    long after = page.cursor().map(Long::parseLong).orElse(0L);
    List<PoolRow> found = holdings.pools(filter, revision, after, page.size() + 1);
    var answer = ListPoolsResponse.newBuilder().setRevision(revision);
    found.stream().limit(page.size()).map(Messages::pool).forEach(answer::addPools);
    if (found.size() > page.size()) {
      String cursor = Long.toString(found.get(page.size() - 1).openedRevision());
      answer.setNextPageToken(new PageToken(call, revision, cursor).toString());
    }
    return answer.build();
  }

  ListAddressesResponse listAddresses(ListAddressesRequest request) {
    LeaseFilter filter = leaseFilter(Filter.parse(request.getFilterList(), LEASE_KEYS));
    Optional<Long> asOf = moments.revision(request.hasAsOf(), request.getAsOf());
    String call = call("ListAddresses", request.getFilterList(), asOf);
    Page page = Page.of(request.getPageSize(), request.getPageToken(), call);
    long revision = page.revision().or(() -> asOf).orElseGet(holdings::head);
    Optional<Place> after = page.cursor().map(Reads::place);
    List<LeaseRow> found = holdings.leases(filter, revision, after, page.size() + 1);
    var answer = ListAddressesResponse.newBuilder().setRevision(revision);
    found.stream().limit(page.size()).map(Messages::address).forEach(answer::addAddresses);
    if (found.size() > page.size()) {
      LeaseRow last = found.get(page.size() - 1);
      String cursor = last.poolId() + " " + last.address();
      answer.setNextPageToken(new PageToken(call, revision, cursor).toString());
    }
    return answer.build();
  }

  /** What all pages of a list have in common. */
  private static String call(String name, List<String> filter, Optional<Long> asOf) {
    return name + filter + asOf.map(revision -> "@" + revision).orElse("");
  }

  private PoolRow pool(String id, long revision) {
    return holdings
        .pool(id, revision)
        .orElseThrow(() -> new Rejection(POOL_NOT_FOUND, "no open pool has the id " + id));
  }

  private static Place place(String cursor) {
    String[] parts = cursor.split(" ", 2);
    return new Place(parts[0], IpAddress.parse(parts[1]));
  }

  private static PoolFilter poolFilter(Filter filter) {
    return new PoolFilter(
        filter.values("space"),
        filter.values("owner"),
        values(filter, "id", Reads::idPart),
        values(filter, "subnet", Cidr::parse),
        values(filter, "family", Reads::family));
  }

  private static LeaseFilter leaseFilter(Filter filter) {
    return new LeaseFilter(
        values(filter, "pool", Words::poolId),
        filter.values("holder"),
        values(filter, "address", IpAddress::parse));
  }

  private static String idPart(String word) {
    if (!ID_PART.matcher(word).matches()) {
      throw new IllegalArgumentException(
          Words.quoted(word) + " is no part of an id; expected hexadecimal digits in lower case");
    }
    return word;
  }

  private static Integer family(String word) {
    return switch (word) {
      case "4" -> 4;
      case "6" -> 6;
      default -> throw new IllegalArgumentException(Words.quoted(word) + "; expected 4 or 6");
    };
  }

  private static <T> List<T> values(Filter filter, String key, Function<String, T> parser) {
    try {
      return filter.values(key).stream().map(parser).toList();
    } catch (IllegalArgumentException | Rejection e) {
      throw new Rejection(FILTER_INVALID, "filter " + key + ": " + e.getMessage());
    }
  }
}
