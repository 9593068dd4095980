package io.netledger.eventstore;

import java.util.Map;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Axon's tokens as text that SQL can read: a position is its revision. The token store knows two
 * kinds of them, and nothing else is ever made from what the database says.
 */
final class TokenText implements Serializer {

  private static final String REVISION = "revision";
  private static final String STORE = "store";

  private final Converter converter = new ChainingConverter();

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object token, Class<T> representation) {
    return switch (token) {
      case GlobalSequenceTrackingToken position ->
          text(Long.toString(position.getGlobalIndex()), representation, REVISION);
      case ConfigToken store -> text(String.valueOf(store.get("id")), representation, STORE);
      case null, default -> throw new IllegalArgumentException("not a token of ours: " + token);
    };
  }

  private static <T> SerializedObject<T> text(String text, Class<T> representation, String type) {
    return new SimpleSerializedObject<>(representation.cast(text), representation, type, null);
  }

  @Override
  public <T> boolean canSerializeTo(Class<T> representation) {
    return representation.equals(String.class);
  }

  @Override
  // as Axon declares it: its caller names T and asks for what it stored
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <S, T> T deserialize(SerializedObject<S> serialized) {
    String text = String.valueOf(serialized.getData());
    return (T) token(text, serialized.getType().getName());
  }

  private static TrackingToken token(String text, String type) {
    return switch (type) {
      case REVISION -> new GlobalSequenceTrackingToken(Long.parseLong(text));
      case STORE -> new ConfigToken(Map.of("id", text));
      default -> throw new IllegalArgumentException("not a token of ours: " + type);
    };
  }

  @Override
  @SuppressWarnings("rawtypes") // as Axon declares it
  public Class classForType(SerializedType type) {
    return type.getName().equals(STORE) ? ConfigToken.class : GlobalSequenceTrackingToken.class;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Axon declares it
  public SerializedType typeForClass(@Nullable Class type) {
    return new SimpleSerializedType(ConfigToken.class.equals(type) ? STORE : REVISION, null);
  }

  @Override
  public Converter getConverter() {
    return converter;
  }
}
