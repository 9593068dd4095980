package io.netledger.deploy.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the client has sent and what it was told, a line each. A line is with the kernel before the
 * request is sent, so it survives the client, though not the machine.
 */
final class Journal implements AutoCloseable {

  private final FileChannel file;

  private Journal(FileChannel file) {
    this.file = file;
  }

  /** One line. */
  sealed interface Line {

    /** The request's id. */
    String id();

    /** About to be sent for the first time. */
    record Sent(String id, boolean connect, String sandbox, String network) implements Line {
      String pair() {
        return sandbox + " " + network;
      }
    }

    /** About to be sent once more, and why. */
    record Again(String id, String why) implements Line {}

    /** Carried out: the endpoint, and its state in the answer. */
    record Answered(String id, String endpoint, String state) implements Line {}

    /** Refused for this reason. */
    record Refused(String id, String reason) implements Line {}

    /** Told something that is no answer. */
    record Confused(String id, String told) implements Line {}
  }

  static Journal open(Path file) {
    try {
      return new Journal(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void write(Line line) {
    String text =
        switch (line) {
          case Line.Sent(var id, var connect, var sandbox, var network) ->
              String.join(" ", "sent", id, Boolean.toString(connect), sandbox, network);
          case Line.Again(var id, var why) -> String.join(" ", "again", id, why);
          case Line.Answered(var id, var endpoint, var state) ->
              String.join(" ", "answered", id, endpoint, state);
          case Line.Refused(var id, var reason) -> String.join(" ", "refused", id, reason);
          case Line.Confused(var id, var told) ->
              String.join(" ", "confused", id, told.replaceAll("\\s+", "_"));
        };
    try {
      file.write(ByteBuffer.wrap((text + "\n").getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All whole lines; the last one may have been cut off with its writer. */
  static List<Line> read(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      List<Line> lines = new ArrayList<>();
      text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Journal::parse).forEach(lines::add);
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line parse(String line) {
    String[] word = line.split(" ", -1);
    return switch (word[0]) {
      case "sent" -> new Line.Sent(word[1], Boolean.parseBoolean(word[2]), word[3], word[4]);
      case "again" -> new Line.Again(word[1], word[2]);
      case "answered" -> new Line.Answered(word[1], word[2], word[3]);
      case "refused" -> new Line.Refused(word[1], word[2]);
      case "confused" -> new Line.Confused(word[1], word[2]);
      default -> throw new IllegalStateException("not a line of a journal: " + line);
    };
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
