package io.netledger.network.query;

import io.netledger.address.IpAddress;
import io.netledger.network.view.Subjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the words of filters of the history mean: things by the names that they have, or had. */
public final class SubjectQueries {

  /** Keys of such filters; those of the rarest things first. */
  public static final List<String> KEYS =
      List.of("endpoint", "address", "sandbox", "service", "network", "host");

  private static final int MOST = 1_000;

  private final TopologyReads reads;

  public SubjectQueries(TopologyReads reads) {
    this.reads = reads;
  }

  /**
   * The subjects that a word means.
   *
   * @throws io.netledger.refusal.Rejection FILTER_INVALID
   */
  public Set<String> subjects(String key, String word) {
    return switch (key) {
      case "network" -> named("network", "networks", word);
      case "sandbox" -> named("sandbox", "sandboxes", word);
      case "service" -> named("service", "services", word);
      case "endpoint" -> endpoints(word);
      case "address" -> both("address", address(word));
      default -> both(key, word);
    };
  }

  private static String address(String word) {
    try {
      return IpAddress.parse(word).toString();
    } catch (IllegalArgumentException e) {
      throw Spellings.invalid("address=" + e.getMessage());
    }
  }

  private static Set<String> both(String kind, String word) {
    return Set.of(Subjects.thing(kind, word), Subjects.asked(kind, word));
  }

  /** Things that ever had the name, and refused requests that named them by any of theirs. */
  private Set<String> named(String kind, String table, String word) {
    return reads
        .newest((connection, _) -> {
          Set<String> subjects = new HashSet<>(both(kind, word));
          List<String> ids = new ArrayList<>(Sql.words(List.of(word)));
          ids.addAll(words(connection, "id", table, "name", ids));
          ids.forEach(id -> subjects.addAll(both(kind, id)));
          words(connection, "name", table, "id", ids)
              .forEach(name -> subjects.add(Subjects.asked(kind, name)));
          return subjects;
        })
        .value();
  }

  private Set<String> endpoints(String word) {
    return reads
        .newest((connection, _) -> {
          Set<String> subjects = new HashSet<>(both("endpoint", word));
          List<String> begun =
              new Sql()
                  .add("select id as word from endpoints where to_revision is null")
                  .add(
                      "and id >= ? and id < ? limit ?",
                      word.replace("\0", ""),
                      word.replace("\0", "") + "~",
                      MOST)
                  .read(connection, row -> row.getString("word"));
          begun.forEach(id -> subjects.add(Subjects.thing("endpoint", id)));
          return subjects;
        })
        .value();
  }

  /** Two halves, since the indexes by name are of what is still so and of what has ended. */
  private static List<String> words(
      Connection connection, String wanted, String table, String given, List<String> words)
      throws SQLException {
    String half = "select " + wanted + " as word from " + table + " where " + given + " = any (?)";
    return new Sql()
        .add(half + " and to_revision is null union", words)
        .add(half + " and to_revision is not null", words)
        .read(connection, row -> row.getString("word"));
  }
}
