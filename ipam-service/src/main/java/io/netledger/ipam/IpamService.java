package io.netledger.ipam;

import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.Sealer;
import io.netledger.eventstore.Sealing;
import io.netledger.eventstore.rpc.HistoryRpc;
import io.netledger.eventstore.rpc.HistoryWords;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.eventstore.rpc.RecordedDenials;
import io.netledger.eventstore.rpc.StoreRefusals;
import io.netledger.identity.Credentials;
import io.netledger.ipam.rpc.IpamRpc;
import io.netledger.ipam.rpc.Offer;
import io.netledger.ipam.rpc.PastAnswers;
import io.netledger.ipam.rpc.Sentences;
import io.netledger.ipam.view.Holdings;
import io.netledger.ipam.view.HoldingsReader;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A running ipam-service: a ledger, and a server before it. */
public final class IpamService implements AutoCloseable {

  private static final int POOL_ID_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Ledger ledger;
  private final Optional<Sealer> sealer;
  private final List<WireServer> servers;

  private IpamService(Ledger ledger, Optional<Sealer> sealer, List<WireServer> servers) {
    this.ledger = ledger;
    this.sealer = sealer;
    this.servers = servers;
  }

  /** On a UNIX socket. */
  public static IpamService start(LedgerSettings settings, WireAddress address, Offer offer)
      throws IOException {
    return start(settings, List.of(address), Optional.empty(), offer, Optional.empty());
  }

  /**
   * Opens the ledger and serves.
   *
   * @param credentials for all that is TCP
   * @param sealing signs checkpoints of the log; empty: nobody does
   * @throws IOException if an address cannot be listened on
   */
  public static IpamService start(
      LedgerSettings settings,
      List<WireAddress> addresses,
      Optional<Credentials> credentials,
      Offer offer,
      Optional<Sealing> sealing)
      throws IOException {
    Holdings holdings = new Holdings();
    Ledger ledger = Ledger.open(settings, List.of(holdings));
    List<WireServer> servers = new ArrayList<>();
    Optional<Sealer> sealer = sealing.map(ledger::seal);
    try {
      var intake = new Intake(ledger.streams());
      var reader = new HoldingsReader(holdings, ledger.views(), ledger.tail());
      var moments = new Moments(ledger.log(), ledger.tail(), InstantSource.system());
      var ipam = new IpamRpc(intake, reader, moments, offer, IpamService::poolId);
      var history =
          new HistoryRpc(
              ledger,
              new HistoryWords(new Sentences()),
              new Mentions(holdings, ledger.views()),
              new PastAnswers(reader, moments),
              moments,
              sealer);
      var denials = new RecordedDenials(intake, Clock.systemUTC());
      for (WireAddress address : addresses) {
        servers.add(
            WireServer.start(
                address, credentials, List.of(ipam, history), new StoreRefusals(), denials));
      }
      return new IpamService(ledger, sealer, List.copyOf(servers));
    } catch (IOException | RuntimeException e) {
      servers.forEach(WireServer::close);
      sealer.ifPresent(Sealer::close);
      ledger.close();
      throw e;
    }
  }

  /** Where it listens first. */
  public WireAddress address() {
    return servers.getFirst().address();
  }

  /** Where it listens. */
  public List<WireAddress> addresses() {
    return servers.stream().map(WireServer::address).toList();
  }

  /** The ledger behind it, e.g. to verify its chain. */
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    servers.forEach(WireServer::close);
    sealer.ifPresent(Sealer::close);
    ledger.close();
  }

  private static String poolId() {
    byte[] bytes = new byte[POOL_ID_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
