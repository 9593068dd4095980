package io.netledger.network.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.Sealing;
import io.netledger.eventstore.postgres.TestDatabase;
import io.netledger.ipam.IpamService;
import io.netledger.ipam.rpc.Offer;
import io.netledger.network.HistorySettings;
import io.netledger.network.Service;
import io.netledger.proof.NoteSigner;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.ipam.v1.IpamServiceGrpc;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.HostServiceGrpc.HostServiceBlockingStub;
import io.netledger.proto.network.v1.ListHostsRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.proto.network.v1.SandboxServiceGrpc.SandboxServiceBlockingStub;
import io.netledger.proto.network.v1.ServiceServiceGrpc;
import io.netledger.proto.network.v1.ServiceServiceGrpc.ServiceServiceBlockingStub;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Refusals;
import io.netledger.wire.Replicas;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;

/** network-service with all that it needs: a database, ipam-service, and hosts by hand. */
public final class World implements AutoCloseable {

  static final long CALL_SECONDS = 30;

  private final boolean awaitsImport;
  private final TestDatabase database = TestDatabase.empty().open();
  private final Path directory = Files.createTempDirectory("netledger-world");
  private final TestDatabase ipamDatabase = TestDatabase.empty().open();
  private final WireAddress ipamAddress = new WireAddress.Unix(directory.resolve("ipam.sock"));
  private final WireAddress otherIpamAddress =
      new WireAddress.Unix(directory.resolve("ipam-2.sock"));
  private final WireChannel ipamChannel = WireChannel.open(ipamAddress);
  private final WireAddress address = new WireAddress.Unix(directory.resolve("network.sock"));
  private final WireChannel channel = WireChannel.open(address);
  private IpamService ipam;
  private Service service;

  public World() throws IOException {
    this(false);
  }

  private World(boolean awaitsImport) throws IOException {
    this.awaitsImport = awaitsImport;
    ipam = startIpam();
    service = startService();
  }

  /** Both services without an event, so that logs can be imported. */
  public static World withoutEvents() throws IOException {
    return new World(true);
  }

  private Service startService() throws IOException {
    return Service.start(settings(address));
  }

  private Service.Settings settings(WireAddress listen) throws IOException {
    return new Service.Settings(
        LedgerSettings.of(database.dataSource()),
        List.of(listen),
        new Replicas(List.of(ipamAddress, otherIpamAddress)),
        Optional.empty(),
        Optional.empty(),
        new HistorySettings(Optional.of(sealing()), awaitsImport));
  }

  /** A checkpoint is signed at the start, and when somebody asks. */
  private Sealing sealing() throws IOException {
    return new Sealing(
        NoteSigner.in(directory.resolve("checkpoint.key"), "netledger/network-service"),
        Duration.ofHours(1));
  }

  public void stopService() {
    service.close();
  }

  public void restartService() throws IOException {
    service.close();
    service = startService();
    channel.grpc().resetConnectBackoff();
  }

  private IpamService startIpam() throws IOException {
    return IpamService.start(
        LedgerSettings.of(ipamDatabase.dataSource()), ipamAddress, Offer.DOCKERS);
  }

  /** Another ipam-service on the same database, which network-service knows too. */
  public IpamService anotherIpam() throws IOException {
    return IpamService.start(
        LedgerSettings.of(ipamDatabase.dataSource()), otherIpamAddress, Offer.DOCKERS);
  }

  /** Another network-service on the same database, with its own socket. */
  public Replica anotherReplica() throws IOException {
    return new Replica(
        Service.start(settings(new WireAddress.Unix(directory.resolve("network-2.sock")))));
  }

  public void stopIpam() {
    ipam.close();
  }

  public void restartIpam() throws IOException {
    ipam = startIpam();
  }

  public NetworkServiceBlockingStub networks() {
    return limited(NetworkServiceGrpc.newBlockingStub(channel.grpc()));
  }

  public SandboxServiceBlockingStub sandboxes() {
    return limited(SandboxServiceGrpc.newBlockingStub(channel.grpc()));
  }

  public ServiceServiceBlockingStub services() {
    return limited(ServiceServiceGrpc.newBlockingStub(channel.grpc()));
  }

  public HostServiceBlockingStub hosts() {
    return limited(HostServiceGrpc.newBlockingStub(channel.grpc()));
  }

  public HistoryServiceBlockingStub history() {
    return limited(HistoryServiceGrpc.newBlockingStub(channel.grpc()));
  }

  /** The line to network-service. */
  public ManagedChannel line() {
    return channel.grpc();
  }

  /** The line to ipam-service. */
  public ManagedChannel ipamLine() {
    return ipamChannel.grpc();
  }

  private static <S extends AbstractStub<S>> S limited(S stub) {
    return stub.withWaitForReady().withDeadlineAfter(Duration.ofSeconds(CALL_SECONDS));
  }

  /** What somebody with all rights does in the database of network-service. */
  public void sql(String statements) {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new AssertionError(statements, e);
    }
  }

  /** A host whose agent is on the line. */
  public HandDrivenAgent host(String name) {
    return host(name, Map.of());
  }

  /** A host whose agent is on the line, and what its kernel lacks. */
  public HandDrivenAgent host(String name, Map<String, String> missing) {
    return host(name, missing, "");
  }

  /** The same, and the address by which other hosts reach it; empty: none. */
  public HandDrivenAgent host(String name, Map<String, String> missing, String underlay) {
    HandDrivenAgent agent = new HandDrivenAgent(channel.grpc(), name, missing, underlay);
    eventually(() ->
        assertThat(hosts().listHosts(ListHostsRequest.getDefaultInstance()).getHostsList())
            .anyMatch(host -> host.getName().equals(name) && host.getConnected()));
    return agent;
  }

  public List<Event> events(String... filter) {
    return HistoryServiceGrpc.newBlockingStub(channel.grpc())
        .listEvents(
            ListEventsRequest.newBuilder().addAllFilter(List.of(filter)).setPageSize(1_000).build())
        .getEventsList();
  }

  /** At most 1,000 events after {@code revision}. */
  public List<Event> eventsFrom(long revision) {
    return HistoryServiceGrpc.newBlockingStub(channel.grpc())
        .listEvents(
            ListEventsRequest.newBuilder().setAfterRevision(revision).setPageSize(1_000).build())
        .getEventsList();
  }

  /** Short names of the types of the events after {@code revision}. */
  public List<String> eventsAfter(long revision) {
    return eventsFrom(revision).stream()
        .map(event -> event.getType().substring(event.getType().lastIndexOf('.') + 1))
        .toList();
  }

  public long head() {
    return HistoryServiceGrpc.newBlockingStub(channel.grpc())
        .listEvents(ListEventsRequest.newBuilder().setPageSize(1).build())
        .getRevision();
  }

  /** Correlations in ipam-service's own ledger. */
  public List<String> correlationsInIpam() {
    return HistoryServiceGrpc.newBlockingStub(ipamChannel.grpc())
        .listEvents(ListEventsRequest.newBuilder().setPageSize(1_000).build())
        .getEventsList()
        .stream()
        .map(Event::getCorrelation)
        .toList();
  }

  /** Holders of addresses in ipam-service. */
  public List<String> holders() {
    return IpamServiceGrpc.newBlockingStub(ipamChannel.grpc())
        .listAddresses(ListAddressesRequest.newBuilder().setPageSize(1_000).build())
        .getAddressesList()
        .stream()
        .map(io.netledger.proto.ipam.v1.Address::getHolder)
        .toList();
  }

  /** Owners of pools in ipam-service. */
  public List<String> owners() {
    return IpamServiceGrpc.newBlockingStub(ipamChannel.grpc())
        .listPools(ListPoolsRequest.newBuilder().setPageSize(1_000).build())
        .getPoolsList()
        .stream()
        .map(io.netledger.proto.ipam.v1.Pool::getOwner)
        .toList();
  }

  /** What the call is refused with. */
  public static Rejection refused(ThrowingCallable call) {
    StatusRuntimeException status = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(status).as("the call is refused").isNotNull();
    return Refusals.of(status)
        .orElseThrow(() -> new AssertionError("no ErrorInfo of ours in " + status, status));
  }

  /** Within 20 s. */
  public static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(assertion);
  }

  @Override
  public void close() {
    channel.close();
    service.close();
    ipamChannel.close();
    ipam.close();
    database.close();
    ipamDatabase.close();
    removeDirectory();
  }

  private void removeDirectory() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
