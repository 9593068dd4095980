package io.netledger.cli.history;

import io.grpc.stub.BlockingClientCall;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Past;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.netledger.proto.history.v1.ImportEventsRequest;
import io.netledger.proto.history.v1.ImportEventsResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The logs there are. */
enum Log {
  NETWORK("network", Past.NETWORK),
  IPAM("ipam", Past.IPAM);

  private final String word;
  private final String service;

  Log(String word, String service) {
    this.word = word;
    this.service = service;
  }

  /** Those that {@code --log} means; empty: both. */
  static List<Log> chosen(String option) {
    List<Log> chosen =
        Arrays.stream(values()).filter(log -> option.isEmpty() || log.word.equals(option)).toList();
    if (chosen.isEmpty()) {
      throw Failure.usage(
          "invalid argument \"" + option + "\" for \"--log\" flag: expected network or ipam");
    }
    return chosen;
  }

  /** The log of a service. */
  static Optional<Log> of(String service) {
    return Arrays.stream(values()).filter(log -> log.service.equals(service)).findFirst();
  }

  /** Whose it is. */
  String service() {
    return service;
  }

  /** How its checkpoints begin. */
  String origin() {
    return "netledger/" + service;
  }

  HistoryServiceBlockingStub history(Session session) {
    return session.history(this == IPAM);
  }

  /** A call that sends events to its service. */
  BlockingClientCall<ImportEventsRequest, ImportEventsResponse> importing(Session session) {
    return session.sendingHistory(this == IPAM).importEvents();
  }

  /** Calls its service. */
  <T> T ask(Session session, String what, Supplier<T> call) {
    return this == IPAM ? session.askIpam(what, call) : session.ask(what, About.ALL, call);
  }
}
