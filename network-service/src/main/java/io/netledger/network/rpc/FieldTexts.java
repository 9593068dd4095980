package io.netledger.network.rpc;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.HostRow;
import io.netledger.network.view.NetworkRow;
import io.netledger.network.view.Row;
import io.netledger.network.view.SandboxRow;
import io.netledger.network.view.ServiceRow;
import io.netledger.proto.history.v1.FieldChange;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of things as text, and what differs between two states of one. */
final class FieldTexts {

  /** Changes with every event, so it tells nothing. */
  private static final String ETAG = "etag";

  private FieldTexts() {}

  /** Null: there is no such thing. */
  static List<FieldChange> changes(@Nullable Row before, @Nullable Row after) {
    Map<String, String> old = texts(before);
    Map<String, String> now = texts(after);
    TreeSet<String> fields = new TreeSet<>(old.keySet());
    fields.addAll(now.keySet());
    return fields.stream()
        .filter(field -> !old.getOrDefault(field, "").equals(now.getOrDefault(field, "")))
        .map(field ->
            FieldChange.newBuilder()
                .setField(field)
                .setBefore(old.getOrDefault(field, ""))
                .setAfter(now.getOrDefault(field, ""))
                .build())
        .toList();
  }

  /** All but the etag, by their names; of no thing: none. */
  static SortedMap<String, String> texts(@Nullable Row row) {
    SortedMap<String, String> texts = new TreeMap<>();
    if (row != null) {
      message(row)
          .getAllFields()
          .forEach((field, value) -> texts.put(field.getName(), text(field, value)));
      texts.remove(ETAG);
    }
    return texts;
  }

  private static Message message(Row row) {
    return switch (row) {
      case NetworkRow network -> RowWords.network(network);
      case SandboxRow sandbox -> RowWords.sandbox(sandbox);
      case EndpointRow endpoint -> RowWords.endpoint(endpoint);
      case ServiceRow service -> ServiceWords.service(service);
      case HostRow host ->
          Host.newBuilder()
              .setName(host.id())
              .setRegisteredAt(RowWords.timestamp(host.registeredAt()))
              .setBootId(host.bootId())
              .setUnderlayAddress(host.underlayAddress())
              .addAllCapabilities(host.capabilities())
              .putAllMissing(host.missing())
              .setState(host.drained() ? HostState.HOST_STATE_DRAINED : HostState.HOST_STATE_READY)
              .setDriftCount(host.driftCount())
              .build();
    };
  }

  private static String text(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      return ((List<?>) value)
          .stream().map(entry -> pair((Message) entry)).sorted().collect(Collectors.joining(", "));
    }
    return value instanceof List<?> many
        ? many.stream().map(FieldTexts::text).collect(Collectors.joining(", "))
        : text(value);
  }

  private static String pair(Message entry) {
    FieldDescriptor key = entry.getDescriptorForType().findFieldByNumber(1);
    FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
    return text(entry.getField(key)) + "=" + text(entry.getField(value));
  }

  private static String text(Object value) {
    return switch (value) {
      case Timestamp time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
      case EnumValueDescriptor state -> word(state);
      case Message message ->
          message.getAllFields().entrySet().stream()
              .map(part -> part.getKey().getName() + " " + text(part.getKey(), part.getValue()))
              .collect(Collectors.joining(" "));
      case Object plain -> plain.toString();
    };
  }

  /** NETWORK_STATE_READY as "ready". */
  private static String word(EnumValueDescriptor value) {
    String type = value.getType().getName().replaceAll("([a-z])([A-Z])", "$1_$2");
    return value.getName().substring(type.length() + 1).toLowerCase(Locale.ROOT);
  }
}
