package io.netledger.cli.history;

import io.netledger.address.IpAddress;
import io.netledger.cli.format.Moment;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Pages.Page;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.Holding;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.WhoHadRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Say why: the requests that led to something, and all that followed from each",
    customSynopsis =
        "netledger explain [OPTIONS] rREVISION|ADDRESS|endpoint/ID|network/NAME|request/ID",
    footer = {
      "%nThe logs of both services are read; what belongs to one request is shown in the order of time. A refused request",
      "is named by the revision of its RequestRefused, or as request/ID.",
      "%nExamples:",
      "  netledger explain 10.0.3.7",
      "  netledger explain endpoint/3f2a5c01",
      "  netledger explain r1234"
    })
public final class Explain implements Callable<Integer> {

  private static final Pattern REVISION = Pattern.compile("r(\\d{1,18})");

  private final Session session;

  @Parameters(
      arity = "1",
      paramLabel = "SUBJECT",
      description = "r1234, 10.0.3.7, endpoint/ID, network/NAME, sandbox/NAME, request/ID")
  private String subject = "";

  @Option(
      names = "--log",
      paramLabel = "network|ipam",
      description = "Whose revision is meant (default: network)")
  private String log = "network";

  public Explain(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!log.equals("network") && !log.equals("ipam")) {
      throw Failure.usage(
          "invalid argument \"" + log + "\" for \"--log\" flag: expected network or ipam");
    }
    Set<String> requests = new LinkedHashSet<>();
    begun().forEach(event -> requests.add(event.getCorrelation()));
    requests.remove("");
    if (requests.isEmpty()) {
      throw Failure.refused("nothing is recorded of " + subject + ". See: netledger history");
    }
    requests.forEach(this::explain);
    return 0;
  }

  /** The events that are asked about. */
  private List<Event> begun() {
    Matcher revision = REVISION.matcher(subject);
    if (revision.matches()) {
      long wanted = Long.parseLong(revision.group(1));
      return page(log.equals("ipam"), "", wanted - 1, 1).stream()
          .filter(event -> event.getRevision() == wanted)
          .toList();
    }
    if (isAddress(subject)) {
      return holder().map(List::of).orElse(List.of());
    }
    if (subject.startsWith("endpoint/")) {
      return page(false, "endpoint=" + subject.substring("endpoint/".length()), 0, Pages.LARGEST);
    }
    return page(false, "stream=" + new Things(session).stream(subject), 0, Pages.LARGEST);
  }

  private static boolean isAddress(String word) {
    try {
      var _ = IpAddress.parse(word);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The request of whoever got the address last. */
  private Optional<Event> holder() {
    List<Holding> holdings =
        Pages.all(token -> {
          var request =
              WhoHadRequest.newBuilder()
                  .setAddress(subject)
                  .setPageSize(Pages.LARGEST)
                  .setPageToken(token)
                  .build();
          var answer =
              session.ask(
                  "asking who had " + subject,
                  About.ALL,
                  () -> session.history(false).whoHad(request));
          return new Page<>(answer.getHoldingsList(), answer.getNextPageToken());
        });
    return holdings.isEmpty() ? Optional.empty() : Optional.of(holdings.getLast().getConnectedBy());
  }

  private List<Event> page(boolean ofIpam, String filter, long after, int size) {
    var request = ListEventsRequest.newBuilder().setAfterRevision(after).setPageSize(size);
    if (!filter.isEmpty()) {
      request.addFilter(filter);
    }
    String what = "reading the history";
    return (ofIpam
            ? session.askIpam(what, () -> session.history(true).listEvents(request.build()))
            : session.ask(
                what, About.ALL, () -> session.history(false).listEvents(request.build())))
        .getEventsList();
  }

  private record Told(String service, Event event) {

    Instant time() {
      return Instant.ofEpochSecond(event.getTime().getSeconds(), event.getTime().getNanos());
    }
  }

  private void explain(String correlation) {
    List<Told> chain = new ArrayList<>();
    String filter = "correlation=" + correlation;
    page(false, filter, 0, Pages.LARGEST)
        .forEach(event -> chain.add(new Told("network-service", event)));
    page(true, filter, 0, Pages.LARGEST)
        .forEach(event -> chain.add(new Told("ipam-service", event)));
    chain.sort(
        Comparator.comparing(Told::time).thenComparingLong(told -> told.event().getRevision()));
    Event first = chain.getFirst().event();
    session.say(
        "%s asked for it at %s by request %s%s:"
            .formatted(
                first.getActor(),
                Moment.text(first.getTime()),
                correlation,
                first.getReason().isEmpty() ? "" : ", because “" + first.getReason() + "”"));
    chain.forEach(told -> session.say("  " + line(told)));
  }

  private static String line(Told told) {
    Event event = told.event();
    return "%s r%d: %s%s"
        .formatted(
            told.service(),
            event.getRevision(),
            event.getSummary(),
            event.getCausation().isEmpty() ? "" : ", after " + event.getCausation());
  }
}
