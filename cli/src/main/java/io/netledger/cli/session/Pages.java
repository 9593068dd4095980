package io.netledger.cli.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists that come in pages, read to their end. */
public final class Pages {

  /** The most that a service answers at once. */
  public static final int LARGEST = 1000;

  private Pages() {}

  /** One answer of a list call: what it has, and the token of the next page; empty: the last. */
  public record Page<T>(List<T> things, String next) {}

  /** All things of all pages; {@code read} takes the token of a page, "" for the first. */
  public static <T> List<T> all(Function<String, Page<T>> read) {
    List<T> things = new ArrayList<>();
    String token = "";
    do {
      Page<T> page = read.apply(token);
      things.addAll(page.things());
      token = page.next();
    } while (!token.isEmpty());
    return things;
  }
}
