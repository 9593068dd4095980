package io.netledger.cli.history;

import io.netledger.cli.format.Json;
import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.session.About;
import io.netledger.cli.session.Failure;
import io.netledger.cli.session.MomentWord;
import io.netledger.cli.session.Pages;
import io.netledger.cli.session.Session;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.DiffResponse;
import io.netledger.proto.history.v1.Difference;
import io.netledger.proto.history.v1.DifferenceKind;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.FieldChange;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "diff",
    description = "Compare two moments: what was added, removed and changed, and by which events",
    customSynopsis = "netledger diff --from MOMENT [--to MOMENT]",
    footer = {
      "%n+ was added, - was removed, ~ is not as it was. What came and went in between is left out.",
      "%nExamples:",
      "  netledger diff --from r100 --to r200",
      "  netledger diff --from 1h",
      "  netledger diff --from 2026-11-20T14:05 --to 2026-11-20T15:00 --format json"
    })
public final class Diff implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "MOMENT",
      description = "The earlier moment: r100, 2026-11-20T14:05 (UTC), or 5m ago")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "MOMENT",
      description = "The later one, likewise (default: now)")
  private String to = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, or json (an object a line) (default: text)")
  private String format = "text";

  public Diff(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean json = format.equals("json");
    if (!json && !format.equals("text")) {
      throw Failure.usage(
          "invalid argument \"" + format + "\" for \"--format\" flag: expected text or json");
    }
    Instant now = Instant.now();
    DiffRequest.Builder request =
        DiffRequest.newBuilder()
            .setFrom(MomentWord.parse("--from", from, now))
            .setPageSize(Pages.LARGEST);
    if (!to.isEmpty()) {
      AsOf later = MomentWord.parse("--to", to, now);
      request.setTo(later);
    }
    boolean first = true;
    do {
      DiffResponse page =
          session.ask(
              "comparing two moments",
              About.ALL,
              () -> session.history(false).diff(request.build()));
      if (first && !json) {
        session.say(
            "From r%d to r%d of network-service"
                .formatted(page.getFromRevision(), page.getToRevision()));
      }
      first = false;
      page.getDifferencesList()
          .forEach(difference ->
              session.print(json ? Json.compact(shape(difference)) + "\n" : text(difference)));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return 0;
  }

  private static String text(Difference difference) {
    StringBuilder text = new StringBuilder();
    text.append(sign(difference.getKind()))
        .append(' ')
        .append(difference.getCategory())
        .append(' ')
        .append(difference.getName());
    if (!difference.getCategory().equals("host")) {
      text.append(" (").append(Moment.shortened(difference.getId(), false)).append(')');
    }
    text.append('\n');
    if (difference.getKind() != DifferenceKind.DIFFERENCE_KIND_REMOVED) {
      difference.getFieldsList().forEach(field -> text.append("    ").append(text(field)));
    }
    difference.getEventsList().forEach(event -> text.append("  ").append(text(event)));
    return text.toString();
  }

  private static String sign(DifferenceKind kind) {
    return switch (kind) {
      case DIFFERENCE_KIND_ADDED -> "+";
      case DIFFERENCE_KIND_REMOVED -> "-";
      case DIFFERENCE_KIND_CHANGED -> "~";
      case DIFFERENCE_KIND_UNSPECIFIED, UNRECOGNIZED -> "?";
    };
  }

  private static String text(FieldChange field) {
    String before = field.getBefore();
    String after = field.getAfter();
    String now = after.isEmpty() ? "nothing" : after;
    return field.getField() + ": " + (before.isEmpty() ? now : before + " -> " + now) + "\n";
  }

  /** One event as a line: revision, time, actor, sentence, reason. */
  static String text(Event event) {
    return "r%d %s %s: %s%s%n"
        .formatted(
            event.getRevision(),
            Moment.text(event.getTime()),
            event.getActor(),
            event.getSummary(),
            event.getReason().isEmpty() ? "" : " (“" + event.getReason() + "”)");
  }

  private static Fields shape(Difference difference) {
    return Fields.none()
        .with("Kind", word(difference.getKind()))
        .with("Category", difference.getCategory())
        .with("ID", difference.getId())
        .with("Name", difference.getName())
        .with("Fields", Value.each(difference.getFieldsList(), Diff::shape))
        .with("Events", Value.each(difference.getEventsList(), EventShape::row));
  }

  private static String word(DifferenceKind kind) {
    return kind.name().substring(kind.name().lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
  }

  private static Value shape(FieldChange field) {
    return Fields.none()
        .with("Field", field.getField())
        .with("Before", field.getBefore())
        .with("After", field.getAfter());
  }
}
