package io.netledger.cli.history;

import static java.util.Map.entry;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netledger.cli.format.Listing;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.MomentWord;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.WatchEventsRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = "Show what happened: the events of the ledger, the oldest first",
    customSynopsis = "netledger history [OPTIONS] [KIND/NAME]",
    footer = {
      "%nKIND/NAME chooses the events of one thing: network/br0, sandbox/web, endpoint/ID, host/h1, pool/ID.",
      "A thing that is removed is found by its whole id.",
      "%nFilters: network=, sandbox=, endpoint=, host=, address= (names of now and of the past; what was refused, too);",
      "with --log ipam pool=, holder=, address=; always stream=, category=, type=, actor=, request_id=, correlation=",
      "--follow goes on by itself when the service was away, each event once.",
      "%nExamples:",
      "  netledger history",
      "  netledger history network/br0",
      "  netledger history -f network=web -f actor=unix:alice --since 1d",
      "  netledger history verify --help",
      "  netledger history --follow -f type=EndpointAttached",
      "  netledger history --log ipam --format json",
      "  netledger history --after 1200 --format '{{.Revision}} {{.Type}} {{json .Payload}}'"
    })
public final class History implements Callable<Integer> {

  private static final Listing LISTING =
      new Listing(
          "{{.Revision}}\t{{.Time}}\t{{.Actor}}\t{{.Type}}\t{{.Summary}}",
          Map.ofEntries(
              entry("Revision", "REVISION"),
              entry("Time", "TIME"),
              entry("Actor", "ACTOR"),
              entry("Type", "EVENT"),
              entry("Summary", "WHAT"),
              entry("Stream", "STREAM"),
              entry("Reason", "REASON"),
              entry("Changes", "CHANGES"),
              entry("RequestID", "REQUEST ID")));

  /** The same columns and what changed. */
  private static final String CHANGED =
      "table {{.Revision}}\t{{.Time}}\t{{.Actor}}\t{{.Type}}\t{{.Changes}}\t{{.Summary}}";

  /** The same columns, where the widths of rows to come are not known. */
  private static final String FOLLOWED =
      "{{printf \"%-10s\" .Revision}}{{printf \"%-31s\" .Time}}{{printf \"%-18s\" .Actor}}"
          + "{{printf \"%-20s\" .Type}}{{.Summary}}";

  private static final long BETWEEN_TRIES = 250_000_000; // ns

  /** What durations count back from, the same on each page. */
  private final Instant now = Instant.now();

  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND/NAME",
      description = "Only the events of this thing")
  private String thing = "";

  @Option(
      names = "--follow",
      description = "Go on with each event as it happens, until interrupted")
  private boolean follow;

  @Option(
      names = {"-f", "--filter"},
      paramLabel = "KEY=VALUE",
      description = "Show only those that match; repeatable")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table, 'table TEMPLATE', json (an object a line), or a template (default: table)")
  private String format = "";

  @Option(
      names = "--after",
      paramLabel = "REVISION",
      description = "Only events after this revision")
  private long after;

  @Option(
      names = "--changes",
      description = "Show what each event changed, old -> new; not with --follow")
  private boolean changes;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only events from then on: 2026-11-20T14:05 (UTC), or 5m ago")
  private String since = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only events until then; not with --follow")
  private String until = "";

  @Option(
      names = "--log",
      paramLabel = "network|ipam",
      description = "Whose log: that of network-service or of ipam-service (default: network)")
  private String log = "network";

  public History(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!log.equals("network") && !log.equals("ipam")) {
      throw Failure.usage(
          "invalid argument \"" + log + "\" for \"--log\" flag: expected network or ipam");
    }
    if (!thing.isEmpty()) {
      filters.add("stream=" + new Things(session).stream(thing));
    }
    if (follow) {
      follow();
    } else {
      String wanted = changes && format.isEmpty() ? CHANGED : format;
      session.print(
          LISTING.filled(wanted, Pages.all(this::page).stream().map(EventShape::row).toList()));
    }
    return 0;
  }

  private Page<Event> page(String token) {
    var request =
        ListEventsRequest.newBuilder()
            .addAllFilter(filters)
            .setPageSize(Pages.LARGEST)
            .setPageToken(token)
            .setAfterRevision(after)
            .setWithChanges(changes);
    if (!since.isEmpty()) {
      request.setFromTime(MomentWord.timestamp(MomentWord.time("--since", since, now)));
    }
    if (!until.isEmpty()) {
      request.setToTime(MomentWord.timestamp(MomentWord.time("--until", until, now)));
    }
    var answer =
        ask("reading the history", () -> session.history(ofIpam()).listEvents(request.build()));
    return new Page<>(answer.getEventsList(), answer.getNextPageToken());
  }

  /** Until interrupted; a service that was away is asked again, after the last event seen. */
  private void follow() {
    String wanted = format.isEmpty() || format.equals("table") ? FOLLOWED : format;
    var anything = ListEventsRequest.newBuilder().addAllFilter(filters).setPageSize(1).build();
    ask("asking for the history", () -> session.history(ofIpam()).listEvents(anything));
    long seen = after;
    while (true) {
      var request = WatchEventsRequest.newBuilder().setAfterRevision(seen).addAllFilter(filters);
      try {
        var events = session.history(ofIpam()).withWaitForReady().watchEvents(request.build());
        while (events.hasNext()) {
          Event event = events.next().getEvent();
          session.print(LISTING.filled(wanted, List.of(EventShape.row(event))));
          seen = event.getRevision();
        }
        return;
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
          refuse(e);
        }
        session.note("… the service is away; going on after revision " + seen + " when it is back");
        LockSupport.parkNanos(BETWEEN_TRIES);
      }
    }
  }

  private void refuse(StatusRuntimeException e) {
    ask(
        "reading the history",
        () -> {
          throw e;
        });
  }

  private <T> T ask(String what, java.util.function.Supplier<T> call) {
    return ofIpam() ? session.askIpam(what, call) : session.ask(what, About.ALL, call);
  }

  private boolean ofIpam() {
    return log.equals("ipam");
  }
}
