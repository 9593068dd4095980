package io.netledger.deploy.local.scale;

/** What the crowd is told to do: a line each. Its answer is a line too, with the job's number. */
sealed interface Job {

  /** In place of a namespace's file: the host's own. */
  String HOST = "-";

  /** Serve {@code name} at {@code port} of every address of the namespace. */
  record Serve(String name, String netns, int port) implements Job {}

  /** Call from a namespace; {@code name} must answer. */
  record Call(String netns, String address, int port, String name) implements Job {}

  /** As a call, that goes on with a message every 10 ms until it is to end. */
  record Flow(String netns, String address, int port, String name) implements Job {}

  /** End the flow; answers how many messages came back, and the longest milliseconds for one. */
  record EndFlow() implements Job {}

  default String line(int number) {
    String words =
        switch (this) {
          case Serve(var name, var netns, var port) -> "serve " + name + " " + netns + " " + port;
          case Call(var netns, var address, var port, var name) ->
              String.join(" ", "call", netns, address, Integer.toString(port), name);
          case Flow(var netns, var address, var port, var name) ->
              String.join(" ", "flow", netns, address, Integer.toString(port), name);
          case EndFlow() -> "end-flow";
        };
    return number + " " + words;
  }

  /** The number of the job in {@code line}, or of the one that it answers. */
  static int number(String line) {
    return Integer.parseInt(line.substring(0, line.indexOf(' ')));
  }

  /** What follows the number. */
  static String words(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  static Job parse(String words) {
    String[] word = words.split(" ", -1);
    return switch (word[0]) {
      case "serve" -> new Serve(word[1], word[2], Integer.parseInt(word[3]));
      case "call" -> new Call(word[1], word[2], Integer.parseInt(word[3]), word[4]);
      case "flow" -> new Flow(word[1], word[2], Integer.parseInt(word[3]), word[4]);
      case "end-flow" -> new EndFlow();
      default -> throw new IllegalArgumentException("not a job: " + words);
    };
  }
}
