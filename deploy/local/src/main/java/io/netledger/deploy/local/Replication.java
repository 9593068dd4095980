package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How often each service runs: it is written down, so that each start is like the last.
 *
 * @param count 1 to {@link #MOST}
 */
record Replication(int count) {

  /** A connection pool each: PostgreSQL takes no more. */
  static final int MOST = 4;

  /** That of the last start; one if nothing was said. */
  static Replication in(Path file) {
    try {
      return new Replication(
          Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 1);
    } catch (IOException | NumberFormatException e) {
      throw new Failure(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  void write(Path file) {
    DurableFile.write(file, count + "\n");
  }

  /** The name of a service's replica: network-service, network-service-2, … */
  static String name(String service, int number) {
    return number == 1 ? service : service + "-" + number;
  }

  Stream<Integer> numbers() {
    return IntStream.rangeClosed(1, count).boxed();
  }

  /** The names of a service's replicas. */
  List<String> names(String service) {
    return numbers().map(number -> name(service, number)).toList();
  }

  /**
   * The same in the order in which somebody is to try them: each begins with another one, so that
   * all have their share.
   *
   * @param caller from 1 on
   */
  List<String> from(int caller, String service) {
    return numbers().map(number -> name(service, (number + caller - 2) % count + 1)).toList();
  }
}
