package io.netledger.network.world;

import io.grpc.Channel;
import io.netledger.authority.CertificateAuthority;
import io.netledger.authority.Validity;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.postgres.TestDatabase;
import io.netledger.identity.Credentials;
import io.netledger.identity.Identity;
import io.netledger.identity.PrivateFile;
import io.netledger.identity.TlsFiles;
import io.netledger.ipam.IpamService;
import io.netledger.ipam.rpc.Offer;
import io.netledger.network.HistorySettings;
import io.netledger.network.Service;
import io.netledger.network.rpc.Signing;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.wire.Replicas;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** network-service and ipam-service that speak nothing but TCP, with certificates. */
public final class SecureWorld implements AutoCloseable {

  private static final WireAddress ANY_PORT = WireAddress.parse("tcp:127.0.0.1:0");

  public final CertificateAuthority authority = CertificateAuthority.create(Instant.now());
  private final Path folder;
  private final TestDatabase database = TestDatabase.empty().open();
  private final TestDatabase ipamDatabase = TestDatabase.empty().open();
  private final List<WireChannel> channels = new ArrayList<>();
  private final IpamService ipam;
  private final Service service;

  /**
   * Serves.
   *
   * @param folder for the certificates
   * @param lifetime of hosts' certificates
   */
  public SecureWorld(Path folder, Duration lifetime) throws IOException {
    this.folder = folder;
    PrivateFile.write(folder.resolve("ca.pem"), authority.pem());
    ipam =
        IpamService.start(
            LedgerSettings.of(ipamDatabase.dataSource()),
            List.of(ANY_PORT),
            Optional.of(credentials("service/ipam-service")),
            Offer.DOCKERS,
            Optional.empty());
    service =
        Service.start(
            new Service.Settings(
                LedgerSettings.of(database.dataSource()),
                List.of(ANY_PORT),
                Replicas.of(ipam.address()),
                Optional.of(credentials("service/network-service")),
                Optional.of(
                    new Signing(
                        authority, (WireAddress.Tcp) ANY_PORT, lifetime, Clock.systemUTC())),
                HistorySettings.USUAL));
  }

  /** Those of {@code identity}, for an hour. */
  public Credentials credentials(String identity) throws IOException {
    Path file = folder.resolve(identity.replace('/', '-') + ".pem");
    PrivateFile.write(
        file,
        authority.issue(
            Identity.parse(identity), Validity.from(Instant.now(), Duration.ofHours(1))));
    return Credentials.load(new TlsFiles(file, file, folder.resolve("ca.pem")));
  }

  /** To network-service as {@code identity}. */
  public WireChannel calling(Credentials credentials) {
    return kept(WireChannel.open(service.address(), "network-service", Optional.of(credentials)));
  }

  /** To where hosts join, as nobody. */
  public Channel joining() {
    var door = (WireAddress.Tcp) service.addresses().getLast();
    return kept(WireChannel.openUnknown(door, "network-service", authority.fingerprint())).grpc();
  }

  private WireChannel kept(WireChannel channel) {
    channels.add(channel);
    return channel;
  }

  /** All that is in network-service's ledger, as a client is told. */
  public List<Event> events() {
    try {
      return events(calling(credentials("client/auditor")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that is in ipam-service's. */
  public List<Event> eventsInIpam() throws IOException {
    return events(
        kept(
            WireChannel.open(
                ipam.address(), "ipam-service", Optional.of(credentials("client/auditor")))));
  }

  private static List<Event> events(WireChannel channel) {
    return HistoryServiceGrpc.newBlockingStub(channel.grpc())
        .listEvents(ListEventsRequest.newBuilder().setPageSize(1_000).build())
        .getEventsList();
  }

  @Override
  public void close() {
    channels.forEach(WireChannel::close);
    service.close();
    ipam.close();
    database.close();
    ipamDatabase.close();
  }
}
