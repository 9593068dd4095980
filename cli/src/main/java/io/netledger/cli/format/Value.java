package io.netledger.cli.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What can be shown: the values of Go's templates, as far as Docker's answers are made of them. */
public sealed interface Value {

  /** A string. */
  record Text(String text) implements Value {}

  /** A boolean. */
  record Flag(boolean set) implements Value {}

  /** An integer. */
  record Whole(long number) implements Value {}

  /** A list. */
  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A Go map with strings as keys, shown in the order of its keys. */
  record Entries(SortedMap<String, Value> entries) implements Value {
    public Entries {
      entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }
  }

  /** A Go struct: fields in the order of their declaration. */
  record Fields(List<Field> fields) implements Value {
    public Fields {
      fields = List.copyOf(fields);
    }

    /** A struct without fields, to begin with. */
    public static Fields none() {
      return new Fields(List.of());
    }

    /** This and a field that JSON always shows. */
    public Fields with(String name, Value value) {
      return plus(new Field(name, value, Presence.ALWAYS));
    }

    /** This and a field that JSON always shows. */
    public Fields with(String name, String text) {
      return with(name, new Text(text));
    }

    /** This and a field that JSON shows only when it is not empty. */
    public Fields withUnlessEmpty(String name, Value value) {
      return plus(new Field(name, value, Presence.UNLESS_EMPTY));
    }

    /** This and a field for templates alone. */
    public Fields withHidden(String name, Value value) {
      return plus(new Field(name, value, Presence.NEVER));
    }

    /** The field of that name. */
    public Optional<Value> find(String name) {
      return fields.stream()
          .filter(field -> field.name().equals(name))
          .map(Field::value)
          .findFirst();
    }

    private Fields plus(Field field) {
      List<Field> more = new ArrayList<>(fields);
      more.add(field);
      return new Fields(more);
    }
  }

  /** Nothing: Go's nil. */
  record Nothing() implements Value {}

  /** One field of a struct. */
  record Field(String name, Value value, Presence presence) {}

  /** When JSON shows a field; templates see it always. */
  enum Presence {
    ALWAYS,
    UNLESS_EMPTY,
    NEVER
  }

  /** Text as a value. */
  static Value of(String text) {
    return new Text(text);
  }

  /** A boolean as a value. */
  static Value of(boolean set) {
    return new Flag(set);
  }

  /** A number as a value. */
  static Value of(long number) {
    return new Whole(number);
  }

  /** Strings by strings as a value. */
  static Entries of(Map<String, String> entries) {
    SortedMap<String, Value> values = new TreeMap<>();
    entries.forEach((key, text) -> values.put(key, new Text(text)));
    return new Entries(values);
  }

  /** A list as a value. */
  static <T> Items each(List<T> things, Function<T, Value> shape) {
    return new Items(things.stream().map(shape).toList());
  }

  /**
   * What Go takes for empty or false: "", 0, false, nil, a list or map without entries; a struct
   * never is.
   */
  default boolean isEmpty() {
    return switch (this) {
      case Text(var text) -> text.isEmpty();
      case Flag(var set) -> !set;
      case Whole(var number) -> number == 0;
      case Items(var items) -> items.isEmpty();
      case Entries(var entries) -> entries.isEmpty();
      case Fields _ -> false;
      case Nothing _ -> true;
    };
  }

  /** As Go's {@code %v} prints it: {@code [a b]}, {@code map[k:v]}, {@code {a b}}. */
  default String shown() {
    return switch (this) {
      case Text(var text) -> text;
      case Flag(var set) -> Boolean.toString(set);
      case Whole(var number) -> Long.toString(number);
      case Items(var items) ->
          "[" + String.join(" ", items.stream().map(Value::shown).toList()) + "]";
      case Entries(var entries) ->
          "map[" + String.join(" ", entries.entrySet().stream().map(Value::pair).toList()) + "]";
      case Fields(var fields) ->
          "{"
              + String.join(
                  " ",
                  fields.stream()
                      .filter(field -> field.presence() != Presence.NEVER)
                      .map(field -> field.value().shown())
                      .toList())
              + "}";
      case Nothing _ -> "<no value>";
    };
  }

  private static String pair(Map.Entry<String, Value> entry) {
    return entry.getKey() + ":" + entry.getValue().shown();
  }
}
