package io.netledger.network.rpc;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Recorded;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.DerivedMac;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.ipam.IpamClient;
import io.netledger.network.process.Seen;
import io.netledger.network.process.Traced;
import io.netledger.network.process.Watch;
import io.netledger.network.rules.Connection;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.Ingress;
import io.netledger.network.rules.Naming;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.ConnectResponse;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.DisconnectResponse;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Connect and Disconnect. */
final class EndpointWrites {

  static final String CONNECT = NetworkServiceGrpc.getConnectMethod().getFullMethodName();
  static final String DISCONNECT = NetworkServiceGrpc.getDisconnectMethod().getFullMethodName();

  private final Writing writing;
  private final IpamClient ipam;

  EndpointWrites(Writing writing, IpamClient ipam) {
    this.writing = writing;
    this.ipam = ipam;
  }

  private record Wish(Connection connection, Duration patience) {}

  ConnectResponse connect(ConnectRequest request) {
    Wish wish = writing.recorded(request, CONNECT, () -> wish(request));
    String fresh = Writing.freshId();
    AtomicReference<Titles> titles = new AtomicReference<>(Titles.UNKNOWN);
    Traced decision =
        new Traced(work -> {
          EndpointRules.connect(work, fresh, wish.connection());
          titles.set(Titles.of(work, fresh));
        });
    if (request.getValidateOnly()) {
      Appended proposed = writing.write(request, CONNECT, decision, () -> fresh);
      return wouldBe(requested(proposed.events(), fresh), titles.get());
    }
    checkAddresses(request, wish.connection(), fresh);
    try (var watch = writing.watches().onNew(Kinds.ENDPOINT, fresh)) {
      Appended appended = writing.write(request, CONNECT, decision, () -> fresh);
      if (appended.repeated()) {
        return connectedBefore(appended, wish.patience());
      }
      appended.events().forEach(watch::offer);
      return connected(watch, titles.get(), wish.patience());
    }
  }

  private static Wish wish(ConnectRequest request) {
    return new Wish(
        new Connection(
            FieldWords.reference("network", request.getNetwork()),
            FieldWords.reference("sandbox", request.getSandbox()),
            FieldWords.address("ipv4_address", request.getIpv4Address(), true),
            FieldWords.address("ipv6_address", request.getIpv6Address(), false),
            FieldWords.aliases(request.getAliasesList()),
            FieldWords.mac("mac_address", request.getMacAddress()),
            FieldWords.interfaceName("interface_name", request.getInterfaceName()),
            EndpointWords.options(request),
            PortWords.publications(request.getPublishList())),
        FieldWords.wait(request.hasWait(), request.getWait()));
  }

  /**
   * Asks ipam-service beforehand for addresses that were asked for, since with these the user can
   * be wrong: so a refusal leaves no trace but itself.
   */
  private void checkAddresses(ConnectRequest request, Connection wish, String fresh) {
    if ((wish.v4().isEmpty() && wish.v6().isEmpty()) || writing.isRetry(request.getRequestId())) {
      return;
    }
    try {
      AtomicReference<String> sandbox = new AtomicReference<>("");
      List<WantedAddress> wanted =
          writing.look(work -> {
            EndpointRules.connect(work, fresh, wish);
            sandbox.set(Titles.of(work, fresh).sandbox());
            return work.state(Kinds.ENDPOINT, fresh).asked().orElseThrow().wanted();
          });
      wanted.stream()
          .filter(address -> address.address().isPresent())
          .forEach(address ->
              ipam.tryAllocate(address.poolId(), fresh, address.address(), sandbox.get()));
    } catch (Rejection refused) {
      if (refused.reason() == Reason.IPAM_UNAVAILABLE) {
        return; // then the endpoint waits for it
      }
      writing.recorded(
          request,
          CONNECT,
          () -> {
            throw refused;
          });
    }
  }

  private ConnectResponse wouldBe(EndpointRequest asked, Titles titles) {
    List<Cidr> addresses =
        asked.wanted().stream()
            .map(wanted ->
                ipam.tryAllocate(
                    wanted.poolId(), "validate-only", wanted.address(), titles.sandbox()))
            .toList();
    Endpoint.Builder endpoint =
        AnswerWords.endpoint(asked, titles).toBuilder()
            .addAllAddresses(addresses.stream().map(Cidr::toString).toList());
    if (asked.mac().isEmpty() && addresses.stream().anyMatch(Cidr::isV4)) {
      endpoint.setMacAddress(DerivedMac.of(addresses, "").toString());
    }
    return ConnectResponse.newBuilder().setRevision(writing.head()).setEndpoint(endpoint).build();
  }

  private static EndpointRequest requested(List<Recorded> events, String id) {
    return events.stream()
        .filter(event -> event.stream().equals(Kinds.ENDPOINT.stream(id)))
        .map(event -> Kinds.ENDPOINT.codec().decode(event.payload()))
        .filter(EndpointEvent.EndpointRequested.class::isInstance)
        .map(event -> ((EndpointEvent.EndpointRequested) event).request())
        .findFirst()
        .orElseThrow();
  }

  private ConnectResponse connectedBefore(Appended appended, Duration wait) {
    String id = Writing.thing(appended, Kinds.ENDPOINT).orElseThrow();
    Titles titles = writing.look(work -> Titles.of(work, id));
    try (var watch = writing.watches().onExisting(Kinds.ENDPOINT, id)) {
      return connected(watch, titles, wait);
    }
  }

  private static ConnectResponse connected(
      Watch<io.netledger.network.endpoint.Endpoint, EndpointEvent> watch,
      Titles titles,
      Duration wait) {
    var seen = watch.await(EndpointWrites::isSettled, wait);
    Optional<Failure> refusal = seen.state().refusal();
    if (refusal.isPresent()) {
      throw refusal.get().rejection();
    }
    return ConnectResponse.newBuilder()
        .setRevision(seen.revision())
        .setEndpoint(AnswerWords.endpoint(seen, titles))
        .build();
  }

  private static boolean isSettled(io.netledger.network.endpoint.Endpoint endpoint) {
    return switch (endpoint) {
      case io.netledger.network.endpoint.Endpoint.Absent _,
          io.netledger.network.endpoint.Endpoint.Requested _,
          io.netledger.network.endpoint.Endpoint.Addressed _ ->
          false;
      case io.netledger.network.endpoint.Endpoint.Attached _,
          io.netledger.network.endpoint.Endpoint.Failed _,
          io.netledger.network.endpoint.Endpoint.Leaving _,
          io.netledger.network.endpoint.Endpoint.Detached _,
          io.netledger.network.endpoint.Endpoint.Removed _ ->
          true;
    };
  }

  DisconnectResponse disconnect(DisconnectRequest request) {
    Duration wait =
        writing.recorded(
            request,
            DISCONNECT,
            () -> {
              FieldWords.reference("network", request.getNetwork());
              FieldWords.reference("sandbox", request.getSandbox());
              return FieldWords.wait(request.hasWait(), request.getWait());
            });
    var etag =
        EtagCheck.of(
            writing,
            Kinds.ENDPOINT,
            request.getEtag(),
            work -> EndpointRules.endpoint(work, request.getNetwork(), request.getSandbox()));
    AtomicReference<String> found = new AtomicReference<>("");
    AtomicReference<Titles> titles = new AtomicReference<>(Titles.UNKNOWN);
    Traced decision =
        new Traced(work -> {
          String id = EndpointRules.endpoint(work, request.getNetwork(), request.getSandbox());
          found.set(id);
          titles.set(Titles.of(work, id));
          etag.check(work, id);
          Ingress.refuseTaking(work, Naming.sandbox(work, request.getSandbox()));
          EndpointRules.leave(work, id, request.getForce());
        });
    Appended appended = writing.write(request, DISCONNECT, decision, found::get);
    if (request.getValidateOnly()) {
      return disconnected(writing.seen(Kinds.ENDPOINT, found.get()), titles.get());
    }
    String id = Writing.thing(appended, Kinds.ENDPOINT).orElseThrow();
    Titles names = appended.repeated() ? writing.look(work -> Titles.of(work, id)) : titles.get();
    try (var watch = writing.watches().onExisting(Kinds.ENDPOINT, id)) {
      return disconnected(
          watch.await(io.netledger.network.endpoint.Endpoint.Removed.class::isInstance, wait),
          names);
    }
  }

  private static DisconnectResponse disconnected(
      Seen<io.netledger.network.endpoint.Endpoint> seen, Titles titles) {
    return DisconnectResponse.newBuilder()
        .setRevision(seen.revision())
        .setEndpoint(AnswerWords.endpoint(seen, titles))
        .build();
  }
}
