package io.netledger.ipam;

import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.rpc.HistoryRpc;
import io.netledger.eventstore.rpc.HistoryWords;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.eventstore.rpc.StoreRefusals;
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
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** A running ipam-service: a ledger, and a server before it. */
public final class IpamService implements AutoCloseable {

  private static final int POOL_ID_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Ledger ledger;
  private final WireServer server;

  private IpamService(Ledger ledger, WireServer server) {
    this.ledger = ledger;
    this.server = server;
  }

  /**
   * Opens the ledger and serves.
   *
   * @throws IOException if the address cannot be listened on
   */
  public static IpamService start(LedgerSettings settings, WireAddress address, Offer offer)
      throws IOException {
    Holdings holdings = new Holdings();
    Ledger ledger = Ledger.open(settings, List.of(holdings));
    try {
      var reader = new HoldingsReader(holdings, ledger.views(), ledger.tail());
      var moments = new Moments(ledger.log(), ledger.tail(), InstantSource.system());
      var ipam =
          new IpamRpc(new Intake(ledger.streams()), reader, moments, offer, IpamService::poolId);
      var history =
          new HistoryRpc(
              ledger.log(),
              ledger.tail(),
              new HistoryWords(new Sentences()),
              new Mentions(holdings, ledger.views()),
              new PastAnswers());
      return new IpamService(
          ledger, WireServer.start(address, List.of(ipam, history), new StoreRefusals()));
    } catch (IOException | RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  public WireAddress address() {
    return server.address();
  }

  /** The ledger behind it, e.g. to verify its chain. */
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    server.close();
    ledger.close();
  }

  private static String poolId() {
    byte[] bytes = new byte[POOL_ID_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
