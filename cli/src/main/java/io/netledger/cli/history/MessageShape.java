package io.netledger.cli.history;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Entries;
import io.netledger.proto.history.v1.Event;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stored messages as values: the fields that are set, by their names in JSON. */
final class MessageShape {

  private MessageShape() {}

  /** An event's payload; of a type that this client does not know, its name alone. */
  static Value of(Any payload) {
    String type = payload.getTypeUrl().substring(payload.getTypeUrl().lastIndexOf('/') + 1);
    Optional<Descriptor> known = descriptor(type);
    if (known.isEmpty()) {
      return Value.of(Map.of("@type", type));
    }
    try {
      return of(DynamicMessage.parseFrom(known.get(), payload.getValue()));
    } catch (InvalidProtocolBufferException e) {
      return Value.of(Map.of("@type", type, "@error", String.valueOf(e.getMessage())));
    }
  }

  private static Optional<Descriptor> descriptor(String type) {
    for (FileDescriptor file : Event.getDescriptor().getFile().getPublicDependencies()) {
      if (type.startsWith(file.getPackage() + ".")) {
        Descriptor found =
            file.findMessageTypeByName(type.substring(file.getPackage().length() + 1));
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  private static Value of(Message message) {
    SortedMap<String, Value> entries = new TreeMap<>();
    message
        .getAllFields()
        .forEach((field, value) -> entries.put(field.getJsonName(), of(field, value)));
    return new Entries(entries);
  }

  private static Value of(FieldDescriptor field, Object value) {
    if (field.isMapField() && value instanceof List<?> pairs) {
      SortedMap<String, Value> entries = new TreeMap<>();
      for (Object pair : pairs) {
        if (pair instanceof Message message) {
          put(entries, message);
        }
      }
      return new Entries(entries);
    }
    if (value instanceof List<?> items) {
      return new Value.Items(items.stream().map(MessageShape::single).toList());
    }
    return single(value);
  }

  private static void put(SortedMap<String, Value> entries, Message pair) {
    Descriptor type = pair.getDescriptorForType();
    Object key = pair.getField(type.findFieldByNumber(1));
    entries.put(key.toString(), single(pair.getField(type.findFieldByNumber(2))));
  }

  private static Value single(Object value) {
    return switch (value) {
      case Message time
          when time.getDescriptorForType().getFullName().equals("google.protobuf.Timestamp") ->
          Value.of(Moment.text(timestamp(time)));
      case Message message -> of(message);
      case Boolean set -> Value.of(set.booleanValue());
      case Integer number -> Value.of(number.longValue());
      case Long number -> Value.of(number.longValue());
      case EnumValueDescriptor constant -> Value.of(constant.getName());
      case ByteString bytes -> Value.of(HexFormat.of().formatHex(bytes.toByteArray()));
      default -> Value.of(value.toString());
    };
  }

  private static Timestamp timestamp(Message message) {
    try {
      return Timestamp.parseFrom(message.toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
