package io.netledger.cli.history;

import static java.util.Map.entry;

import io.grpc.StatusRuntimeException;
import io.netledger.cli.format.Listing;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.WatchEventsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
      "%nFilters: stream=, category=, type=, actor=, request_id=, correlation=",
      "%nExamples:",
      "  netledger history",
      "  netledger history network/br0",
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
              entry("RequestID", "REQUEST ID")));

  /** The same columns, where the widths of rows to come are not known. */
  private static final String FOLLOWED =
      "{{printf \"%-10s\" .Revision}}{{printf \"%-31s\" .Time}}{{printf \"%-18s\" .Actor}}"
          + "{{printf \"%-20s\" .Type}}{{.Summary}}";

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
      session.print(
          LISTING.filled(format, Pages.all(this::page).stream().map(EventShape::row).toList()));
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
            .build();
    var answer = ask("reading the history", () -> session.history(ofIpam()).listEvents(request));
    return new Page<>(answer.getEventsList(), answer.getNextPageToken());
  }

  private void follow() {
    String wanted = format.isEmpty() || format.equals("table") ? FOLLOWED : format;
    var request =
        WatchEventsRequest.newBuilder().setAfterRevision(after).addAllFilter(filters).build();
    var events =
        ask("asking for the history", () -> session.history(ofIpam()).watchEvents(request));
    try {
      while (events.hasNext()) {
        Fields row = EventShape.row(events.next().getEvent());
        session.print(LISTING.filled(wanted, List.of(row)));
      }
    } catch (StatusRuntimeException e) {
      ask(
          "reading the history",
          () -> {
            throw e;
          });
    }
  }

  private <T> T ask(String what, java.util.function.Supplier<T> call) {
    return ofIpam() ? session.askIpam(what, call) : session.ask(what, About.ALL, call);
  }

  private boolean ofIpam() {
    return log.equals("ipam");
  }
}
