package io.netledger.cli.history;

import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Fields;
import io.netledger.proto.history.v1.Event;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Events as they are shown. */
final class EventShape {

  private EventShape() {}

  static Fields row(Event event) {
    return Fields.none()
        .with("Revision", Long.toUnsignedString(event.getRevision()))
        .with("Time", Moment.text(event.getTime()))
        .with("Stream", event.getStream())
        .with("Sequence", Long.toUnsignedString(event.getSequence()))
        .with("Type", event.getType().substring(event.getType().lastIndexOf('.') + 1))
        .with("Actor", event.getActor())
        .with("ClientAddress", event.getClientAddress())
        .with("RequestID", event.getRequestId())
        .with("Correlation", event.getCorrelation())
        .with("Causation", event.getCausation())
        .with("Reason", event.getReason())
        .with("Summary", event.getSummary())
        .with("Hash", HexFormat.of().formatHex(event.getHash().toByteArray()))
        .with("Changes", changes(event))
        .with("Payload", payload(event));
  }

  private static String changes(Event event) {
    return event.getChangesList().stream()
        .map(change ->
            "%s: %s -> %s".formatted(change.getField(), change.getBefore(), change.getAfter()))
        .collect(Collectors.joining("; "));
  }

  private static Value payload(Event event) {
    return event.hasPayload() ? MessageShape.of(event.getPayload()) : new Value.Nothing();
  }
}
