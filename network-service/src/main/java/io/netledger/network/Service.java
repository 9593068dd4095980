package io.netledger.network;

import io.grpc.BindableService;
import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Tail;
import io.netledger.eventstore.rpc.HistoryRpc;
import io.netledger.eventstore.rpc.HistoryWords;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.eventstore.rpc.RecordedDenials;
import io.netledger.eventstore.rpc.StoreRefusals;
import io.netledger.identity.Credentials;
import io.netledger.network.hosts.HostJournal;
import io.netledger.network.hosts.HostSessions;
import io.netledger.network.hosts.StatusBoard;
import io.netledger.network.ipam.IpamClient;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.plan.HostPlans;
import io.netledger.network.process.Processes;
import io.netledger.network.process.Watches;
import io.netledger.network.query.HostQueries;
import io.netledger.network.query.ServiceQueries;
import io.netledger.network.query.TopologyReads;
import io.netledger.network.rpc.AgentRpc;
import io.netledger.network.rpc.HostAnswers;
import io.netledger.network.rpc.HostRpc;
import io.netledger.network.rpc.JoinRpc;
import io.netledger.network.rpc.JoinTokenRpc;
import io.netledger.network.rpc.NetworkRpc;
import io.netledger.network.rpc.PastAnswers;
import io.netledger.network.rpc.Reads;
import io.netledger.network.rpc.RenewalRpc;
import io.netledger.network.rpc.SandboxRpc;
import io.netledger.network.rpc.Sentences;
import io.netledger.network.rpc.ServiceAnswers;
import io.netledger.network.rpc.ServiceRpc;
import io.netledger.network.rpc.Signing;
import io.netledger.network.rpc.TopologyAnswers;
import io.netledger.network.rpc.Writing;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.view.Topology;
import io.netledger.wire.Denials;
import io.netledger.wire.Replicas;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import io.netledger.wire.WireServer;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running network-service: everything it is made of, put together by hand. */
public final class Service implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final String ACTOR = "network-service";

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<WireAddress> addresses = new ArrayList<>();

  /**
   * Where the service's neighbours are.
   *
   * @param ledger its own database
   * @param listen where it is called
   * @param ipam where ipam-service's replicas are called; none need be there yet
   * @param credentials for all that is TCP; not needed when nothing is
   * @param signing lets hosts join; empty: none can
   * @param history how its log is begun and signed
   */
  public record Settings(
      LedgerSettings ledger,
      List<WireAddress> listen,
      Replicas ipam,
      Optional<Credentials> credentials,
      Optional<Signing> signing,
      HistorySettings history) {

    public Settings {
      listen = List.copyOf(listen);
    }

    /** On UNIX sockets. */
    public Settings(LedgerSettings ledger, WireAddress listen, WireAddress ipam) {
      this(
          ledger,
          List.of(listen),
          Replicas.of(ipam),
          Optional.empty(),
          Optional.empty(),
          HistorySettings.USUAL);
    }
  }

  private Service(Settings settings) throws IOException {
    try {
      open(settings);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens the ledger, takes up what was left undone, and serves until {@link #close}.
   *
   * @throws IOException if it cannot listen
   */
  public static Service start(Settings settings) throws IOException {
    return new Service(settings);
  }

  private <P extends AutoCloseable> P part(P part) {
    parts.push(part);
    return part;
  }

  private void open(Settings settings) throws IOException {
    Topology topology = new Topology();
    Ledger ledger = part(Ledger.open(settings.ledger(), List.of(topology)));
    Intake intake = new Intake(ledger.streams());
    IpamClient ipam = new IpamClient(part(ipamChannel(settings)).grpc());
    Watches watches = part(new Watches(ledger.log(), ledger.tail()));
    Processes processes = part(new Processes(ledger.streams(), intake, ipam));
    Nameplates names = new Nameplates();
    HostPlans plans = part(HostPlans.follow(ledger.log(), ledger.tail(), names::learn));
    HostSessions sessions = sessions(plans, processes, ledger, settings.ledger());
    TopologyReads topologyReads = new TopologyReads(topology, ledger.views(), ledger.tail());
    Moments moments = new Moments(ledger.log(), ledger.tail(), Clock.systemUTC());
    Reads reads = new TopologyAnswers(topologyReads, moments);
    ServiceAnswers services = new ServiceAnswers(new ServiceQueries(topologyReads), moments);
    Writing writing = new Writing(intake, ledger.streams(), ledger.log(), processes, watches);
    HostAnswers hosts = new HostAnswers(new HostQueries(topologyReads), sessions, plans, moments);
    begin(processes, ledger, settings.history());
    Denials denials = new RecordedDenials(intake, Clock.systemUTC());
    serve(
        settings,
        List.of(
            new NetworkRpc(writing, ipam, reads),
            new SandboxRpc(writing, reads),
            new ServiceRpc(writing, services),
            new HostRpc(writing, hosts, plans),
            new AgentRpc(sessions, denials),
            new JoinTokenRpc(intake, ledger.streams(), settings.signing()),
            new RenewalRpc(intake, settings.signing()),
            history(settings, ledger, topology, topologyReads, names, moments)),
        denials);
    if (settings.signing().isPresent()) {
      letJoin(settings, new JoinRpc(intake, ledger.streams(), settings.signing().get()));
    }
  }

  /** By the log, and by what other replicas know. */
  private void keepCurrent(HostSessions sessions, LedgerSettings ledger, Tail tail) {
    var _ = part(sessions.follow(tail));
    var _ = part(StatusBoard.start(ledger.dataSource(), sessions));
  }

  private HistoryRpc history(
      Settings settings,
      Ledger ledger,
      Topology topology,
      TopologyReads reads,
      Nameplates names,
      Moments moments) {
    HistoryWords words = new HistoryWords(new Sentences(names));
    return new HistoryRpc(
        ledger,
        words,
        new Mentions(topology, ledger.views()),
        new PastAnswers(reads, ledger.log(), words, moments),
        moments,
        settings.history().sealing().map(how -> part(ledger.seal(how))));
  }

  private static WireChannel ipamChannel(Settings settings) {
    return WireChannel.open(settings.ipam(), "ipam-service", settings.credentials());
  }

  private void serve(Settings settings, List<BindableService> services, Denials denials)
      throws IOException {
    for (WireAddress address : settings.listen()) {
      WireServer server =
          part(
              WireServer.start(
                  address, settings.credentials(), services, new StoreRefusals(), denials));
      addresses.add(server.address());
    }
  }

  private void letJoin(Settings settings, BindableService joining) throws IOException {
    WireAddress.Tcp door = settings.signing().orElseThrow().door();
    Credentials own =
        settings
            .credentials()
            .orElseThrow(() -> new IllegalArgumentException(door + " needs a certificate"));
    WireServer server = part(WireServer.startForUnknown(door, own, joining, new StoreRefusals()));
    addresses.add(server.address());
  }

  private HostSessions sessions(
      HostPlans plans, Processes processes, Ledger ledger, LedgerSettings settings) {
    HostSessions sessions = new HostSessions(plans, new HostJournal(processes), Clock.systemUTC());
    keepCurrent(sessions, settings, ledger.tail());
    return sessions;
  }

  private static void begin(Processes processes, Ledger ledger, HistorySettings history) {
    if (!history.awaitsImport() || ledger.log().head() > 0) {
      predefine(processes);
    }
    processes.start(ledger.log(), ledger.tail());
  }

  /** bridge, host and none exist from the beginning; who comes second finds them. */
  private static void predefine(Processes processes) {
    for (DriverOptions driver :
        List.of(DriverOptions.Bridge.PLAIN, new DriverOptions.Host(), new DriverOptions.None())) {
      NetworkSettings settings =
          new NetworkSettings(driver.driver(), List.of(), false, false, Map.of(), true, driver);
      String id = Writing.freshId();
      processes.append(Origin.of(ACTOR), work -> NetworkRules.predefine(work, id, settings));
    }
  }

  /** Where it listens first. */
  public WireAddress address() {
    return addresses.getFirst();
  }

  /** Where it listens, in the order of the settings; last where hosts join, if they can. */
  public List<WireAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** Ends running calls, then everything under them, in the opposite order of starting. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("not closed cleanly", e);
      }
    }
  }
}
