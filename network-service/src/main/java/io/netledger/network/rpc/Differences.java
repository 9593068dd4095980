package io.netledger.network.rpc;

import static java.util.stream.Collectors.groupingBy;

import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.EventLog.Touched;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StreamId;
import io.netledger.eventstore.rpc.HistoryWords;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.network.query.RowsAt;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.HostRow;
import io.netledger.network.view.NetworkRow;
import io.netledger.network.view.Row;
import io.netledger.network.view.SandboxRow;
import io.netledger.network.view.ServiceRow;
import io.netledger.proto.history.v1.DiffRequest;
import io.netledger.proto.history.v1.DiffResponse;
import io.netledger.proto.history.v1.Difference;
import io.netledger.proto.history.v1.DifferenceKind;
import io.netledger.proto.history.v1.FieldChange;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Page;
import io.netledger.wire.PageToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is different between two moments, and what single events have changed. */
final class Differences {

  private final RowsAt rows;
  private final EventLog log;
  private final HistoryWords words;
  private final Moments moments;

  Differences(RowsAt rows, EventLog log, HistoryWords words, Moments moments) {
    this.rows = rows;
    this.log = log;
    this.words = words;
    this.moments = moments;
  }

  /** Those that changed something, by revision. */
  Map<Long, List<FieldChange>> changes(List<Recorded> events) {
    List<RowsAt.Key> keys =
        events.stream()
            .flatMap(event ->
                Stream.of(
                    key(event.stream(), event.revision() - 1),
                    key(event.stream(), event.revision())))
            .toList();
    Map<RowsAt.Key, Row> found = rows.rows(keys);
    Map<Long, List<FieldChange>> changes = new HashMap<>();
    for (Recorded event : events) {
      Row before = found.get(key(event.stream(), event.revision() - 1));
      Row after = found.get(key(event.stream(), event.revision()));
      List<FieldChange> fields = FieldTexts.changes(before, after);
      if (!fields.isEmpty()) {
        changes.put(event.revision(), fields);
      }
    }
    return changes;
  }

  DiffResponse diff(DiffRequest request) {
    long from = moments.revision(request.hasFrom(), request.getFrom()).orElse(0L);
    Optional<Long> asked = moments.revision(request.hasTo(), request.getTo());
    String call = "Diff" + from + asked.map(revision -> "-" + revision).orElse("");
    Page page = Page.of(request.getPageSize(), request.getPageToken(), call);
    long to = page.revision().or(() -> asked).orElseGet(log::head);
    if (from > to) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "from is revision %d, to is revision %d; expected from not to be after to"
              .formatted(from, to));
    }
    List<Touched> touched =
        log.touched(RowsAt.CATEGORIES, from, to, page.after().orElse(0L), page.size() + 1);
    List<Touched> these = touched.subList(0, Math.min(page.size(), touched.size()));
    var answer =
        DiffResponse.newBuilder()
            .setFromRevision(from)
            .setToRevision(to)
            .addAllDifferences(differences(these, from, to));
    if (touched.size() > page.size()) {
      String cursor = Long.toString(these.getLast().revision());
      answer.setNextPageToken(new PageToken(call, to, cursor).toString());
    }
    return answer.build();
  }

  private List<Difference> differences(List<Touched> touched, long from, long to) {
    Map<RowsAt.Key, Row> found =
        rows.rows(
            touched.stream()
                .flatMap(each -> Stream.of(key(each.stream(), from), key(each.stream(), to)))
                .toList());
    Map<StreamId, List<Recorded>> events = events(touched, from, to);
    List<Difference> differences = new ArrayList<>();
    for (Touched each : touched) {
      StreamId stream = each.stream();
      difference(stream, present(found.get(key(stream, from))), present(found.get(key(stream, to))))
          .map(difference ->
              difference.addAllEvents(
                  events.getOrDefault(stream, List.of()).stream().map(words::event).toList()))
          .ifPresent(difference -> differences.add(difference.build()));
    }
    return differences;
  }

  private Map<StreamId, List<Recorded>> events(List<Touched> touched, long from, long to) {
    return RowsAt.CATEGORIES.stream()
        .flatMap(category ->
            log
                .streams(
                    category,
                    touched.stream()
                        .map(Touched::stream)
                        .filter(stream -> stream.category().equals(category))
                        .map(StreamId::id)
                        .toList())
                .stream())
        .filter(event -> event.revision() > from && event.revision() <= to)
        .collect(groupingBy(Recorded::stream));
  }

  private static Optional<Difference.Builder> difference(
      StreamId stream, @Nullable Row before, @Nullable Row after) {
    List<FieldChange> fields = FieldTexts.changes(before, after);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    DifferenceKind kind =
        before == null
            ? DifferenceKind.DIFFERENCE_KIND_ADDED
            : after == null
                ? DifferenceKind.DIFFERENCE_KIND_REMOVED
                : DifferenceKind.DIFFERENCE_KIND_CHANGED;
    Row last = after == null ? before : after;
    return Optional.of(
        Difference.newBuilder()
            .setCategory(stream.category())
            .setId(stream.id())
            .setName(last == null ? "" : name(last))
            .setKind(kind)
            .addAllFields(fields));
  }

  private static String name(Row row) {
    return switch (row) {
      case NetworkRow network -> network.name();
      case SandboxRow sandbox -> sandbox.name();
      case EndpointRow endpoint -> endpoint.sandbox() + " on " + endpoint.network();
      case ServiceRow service -> service.name();
      case HostRow host -> host.id();
    };
  }

  /** An endpoint that is gone is not there, though it can be asked for. */
  private static @Nullable Row present(@Nullable Row row) {
    return row instanceof EndpointRow endpoint && endpoint.status() == EndpointRow.Status.GONE
        ? null
        : row;
  }

  private static RowsAt.Key key(StreamId stream, long revision) {
    return new RowsAt.Key(stream.category(), stream.id(), revision);
  }
}
