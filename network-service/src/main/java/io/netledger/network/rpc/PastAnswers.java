package io.netledger.network.rpc;

import static java.util.stream.Collectors.groupingBy;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.HistoryWords;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.eventstore.rpc.Recollections;
import io.netledger.eventstore.rpc.StateDigest;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.port.Protocol;
import io.netledger.network.query.Answer;
import io.netledger.network.query.Held;
import io.netledger.network.query.HolderQueries;
import io.netledger.network.query.Listed;
import io.netledger.network.query.PageRequest;
import io.netledger.network.query.RowsAt;
import io.netledger.network.query.SubjectQueries;
import io.netledger.network.query.TopologyReads;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.Row;
import io.netledger.network.view.Traces;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.DiffResponse;
import io.netledger.proto.history.v1.DigestStateRequest;
import io.netledger.proto.history.v1.DigestStateResponse;
import io.netledger.proto.history.v1.FieldChange;
import io.netledger.proto.history.v1.Holding;
import io.netledger.proto.history.v1.HostPort;
import io.netledger.proto.history.v1.WhoHadRequest;
import io.netledger.proto.history.v1.WhoHadResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What network-service remembers: from the view who, from the log by whose request. */
public final class PastAnswers implements Recollections {

  private static final int LAST_PORT = 65_535;
  private static final int LONGEST_NAME = 253;

  private final HolderQueries holders;
  private final RowsAt rows;
  private final Differences differences;
  private final SubjectQueries subjects;
  private final EventLog log;
  private final HistoryWords words;
  private final Moments moments;

  public PastAnswers(TopologyReads reads, EventLog log, HistoryWords words, Moments moments) {
    this.holders = new HolderQueries(reads);
    this.rows = new RowsAt(reads);
    this.differences = new Differences(rows, log, words, moments);
    this.subjects = new SubjectQueries(reads);
    this.log = log;
    this.words = words;
    this.moments = moments;
  }

  @Override
  public DiffResponse diff(DiffRequest request) {
    return differences.diff(request);
  }

  @Override
  public DigestStateResponse digest(DigestStateRequest request) {
    Answer<Map<RowsAt.Key, Row>> all =
        rows.all(moments.revision(request.hasAsOf(), request.getAsOf()));
    StateDigest digest = new StateDigest();
    all.value().forEach((key, row) -> digest.add(key.category(), key.id(), FieldTexts.texts(row)));
    return digest.at(all.revision());
  }

  @Override
  public Map<Long, List<FieldChange>> changes(List<Recorded> events) {
    return differences.changes(events);
  }

  @Override
  public List<String> things() {
    return SubjectQueries.KEYS;
  }

  @Override
  public Set<String> subjects(String key, String word) {
    return subjects.subjects(key, word);
  }

  @Override
  public WhoHadResponse whoHad(WhoHadRequest request) {
    Listed<Held> page =
        holders.holders(
            subject(request),
            new PageRequest(
                List.of(),
                request.getPageSize(),
                request.getPageToken(),
                moments.revision(request.hasAsOf(), request.getAsOf())));
    Map<String, List<Recorded>> events =
        log
            .streams(
                Kinds.ENDPOINT.category(),
                page.rows().stream().map(held -> held.endpoint().id()).toList())
            .stream()
            .filter(event -> event.revision() <= page.revision())
            .collect(groupingBy(event -> event.stream().id()));
    return WhoHadResponse.newBuilder()
        .setRevision(page.revision())
        .addAllHoldings(
            page.rows().stream()
                .map(held -> holding(held, events.getOrDefault(held.endpoint().id(), List.of())))
                .toList())
        .setNextPageToken(page.nextToken())
        .build();
  }

  private static String subject(WhoHadRequest request) {
    return switch (request.getSubjectCase()) {
      case ADDRESS -> Traces.address(parsed("address", request.getAddress(), IpAddress::parse));
      case MAC_ADDRESS -> Traces.mac(parsed("mac_address", request.getMacAddress(), Mac::parse));
      case NAME -> Traces.name(name("name", request.getName()));
      case PORT -> port(request.getPort());
      case SUBJECT_NOT_SET ->
          throw invalid(
              "nothing is asked for; expected an address, a MAC address, a name or a port");
    };
  }

  private static String port(HostPort port) {
    if (port.getPort() < 1 || port.getPort() > LAST_PORT) {
      throw invalid(
          "port is %s; expected 1 to %d"
              .formatted(Integer.toUnsignedString(port.getPort()), LAST_PORT));
    }
    String protocol = port.getProtocol().isEmpty() ? "tcp" : port.getProtocol();
    return Traces.port(
        name("host", port.getHost()),
        port.getPort(),
        parsed("protocol", protocol, Protocol::parse));
  }

  private static String name(String field, String word) {
    if (word.isEmpty() || word.length() > LONGEST_NAME || word.indexOf('\0') >= 0) {
      throw invalid(
          "%s has %d characters; expected 1 to %d".formatted(field, word.length(), LONGEST_NAME));
    }
    return word;
  }

  private static String parsed(String field, String word, Function<String, ?> parser) {
    try {
      return parser.apply(word).toString();
    } catch (IllegalArgumentException e) {
      throw invalid(field + ": " + e.getMessage());
    }
  }

  private static Rejection invalid(String message) {
    return new Rejection(Reason.INVALID_ARGUMENT, message);
  }

  private Holding holding(Held held, List<Recorded> events) {
    EndpointRow row = held.endpoint();
    Holding.Builder holding =
        Holding.newBuilder()
            .setEndpointId(row.id())
            .setSandboxId(row.sandboxId())
            .setSandbox(row.sandbox())
            .setNetworkId(row.networkId())
            .setNetwork(row.network())
            .setHost(row.host())
            .setInterfaceName(row.interfaceName())
            .addAllAddresses(row.addresses())
            .setMacAddress(row.macAddress());
    for (Recorded event : events) {
      if (event.sequence() == 0) {
        holding.setConnectedBy(words.event(event));
      }
      if (event.revision() == held.from()) {
        holding.setFrom(words.event(event));
      }
      if (held.to().filter(to -> to == event.revision()).isPresent()) {
        holding.setTo(words.event(event));
      }
      if (!holding.hasEndedBy() && ends(event)) {
        holding.setEndedBy(words.event(event));
      }
    }
    return holding.build();
  }

  private static boolean ends(Recorded event) {
    return switch (Kinds.ENDPOINT.codec().decode(event.payload())) {
      case EndpointEvent.EndpointLeaving _, EndpointEvent.EndpointFailed _ -> true;
      case EndpointEvent.EndpointRequested _,
          EndpointEvent.EndpointAddressed _,
          EndpointEvent.EndpointAttached _,
          EndpointEvent.EndpointDetached _,
          EndpointEvent.EndpointRemoved _ ->
          false;
    };
  }
}
