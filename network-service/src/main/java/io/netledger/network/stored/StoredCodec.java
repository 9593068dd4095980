package io.netledger.network.stored;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.netledger.eventstore.Payload;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Protobuf messages as stored payloads. In them an absent value is the empty string. */
public final class StoredCodec {

  private static final String PACKAGE = "netledger.events.v1.";

  private StoredCodec() {}

  public static Payload payload(Message message) {
    return new Payload(message.getDescriptorForType().getFullName(), message.toByteArray());
  }

  /** The type's name without package: "NetworkCreated". */
  public static String shortType(Payload payload) {
    if (!payload.type().startsWith(PACKAGE)) {
      throw unknown(payload);
    }
    return payload.type().substring(PACKAGE.length());
  }

  public static <M extends Message> M read(Parser<M> parser, Payload payload) {
    try {
      return parser.parseFrom(payload.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("stored event is damaged: " + payload, e);
    }
  }

  /** A type that no codec of the stream ever wrote. */
  public static IllegalStateException unknown(Payload payload) {
    return new IllegalStateException("no such event of this stream: " + payload);
  }

  public static String word(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  public static <T> Optional<T> value(String word, Function<String, T> parse) {
    return word.isEmpty() ? Optional.empty() : Optional.of(parse.apply(word));
  }

  /** In the order of the keys, so that equal events have equal bytes. */
  public static Map<String, String> words(Map<String, ?> values) {
    Map<String, String> words = new TreeMap<>();
    values.forEach((name, value) -> words.put(name, value.toString()));
    return words;
  }

  public static <T> Map<String, T> parsedValues(
      Map<String, String> words, Function<String, T> parse) {
    return words.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> parse.apply(entry.getValue())));
  }
}
