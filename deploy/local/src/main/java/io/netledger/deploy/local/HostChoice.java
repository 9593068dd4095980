package io.netledger.deploy.local;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which hosts the user wants, and how they are written down: a line for each, its name, or
 * "this-host" and its name.
 */
sealed interface HostChoice {

  /** What a line starts with that means the machine itself. */
  String THIS_HOST = "this-host ";

  /** Those that were there before; one simulated host if there were none. */
  record AsBefore() implements HostChoice {}

  /** Simulated hosts host-1, host-2, …. */
  record Simulated(int count) implements HostChoice {}

  /** None, and no events: a log is to be imported. */
  record Empty() implements HostChoice {}

  /** The machine itself. */
  record This(String name) implements HostChoice {}

  /** The lines for this choice, {@code before} being those there are. */
  default List<String> lines(List<String> before) {
    return switch (this) {
      case AsBefore _ when !before.isEmpty() -> before;
      case AsBefore _ -> List.of("host-1");
      case Simulated(int count) ->
          IntStream.rangeClosed(1, count).mapToObj(number -> "host-" + number).toList();
      case Empty _ -> List.of();
      case This(var name) -> List.of(THIS_HOST + name);
    };
  }

  static String line(Host host) {
    return switch (host) {
      case Host.ThisMachine(var name) -> THIS_HOST + name;
      case HostNamespace simulated -> simulated.name();
    };
  }

  static boolean isThisMachine(String line) {
    return line.startsWith(THIS_HOST);
  }

  static String nameIn(String line) {
    return line.substring(THIS_HOST.length());
  }
}
