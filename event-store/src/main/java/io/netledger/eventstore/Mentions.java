package io.netledger.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds events by what they are about. A view keeps the table {@code mentions}: a row (subject,
 * revision) for each thing that an event is about. What very many events have in common, such as
 * their type, is noted once for each block of {@value #BLOCK} revisions, at the block's first one.
 */
public final class Mentions {

  /** Revisions in a block. */
  public static final int BLOCK = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final View view;
  private final Views views;

  public Mentions(View view, Views views) {
    this.view = view;
    this.views = views;
  }

  /** What a batch of events is about, to be written with the view. */
  public static final class Batch {

    private record Mention(String subject, long revision) {}

    private final Set<Mention> mentions = new LinkedHashSet<>();

    /** The event is about this. */
    public void about(String subject, long revision) {
      mentions.add(new Mention(subject.replace("\0", ""), revision));
    }

    /** What the event has in common with many: its type, actor, category and stream. */
    public void note(Recorded event) {
      long block = blockOf(event.revision());
      about(type(event.payload().type()), block);
      about(common("actor", event.metadata().origin().actor()), block);
      about(common("category", event.stream().category()), block);
      about(common("stream", event.stream().toString()), block);
    }

    public void write(Connection connection) throws SQLException {
      String sql =
          "insert into mentions select * from unnest(?::text[], ?::bigint[]) on conflict do nothing";
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        Object[] subjects = mentions.stream().map(Mention::subject).toArray();
        Object[] revisions = mentions.stream().map(Mention::revision).toArray();
        insert.setArray(1, connection.createArrayOf("text", subjects));
        insert.setArray(2, connection.createArrayOf("bigint", revisions));
        insert.executeUpdate();
      }
    }
  }

  /** How a type is spelled, whether its package is given or not. */
  public static String type(String name) {
    return common("type", name.substring(name.lastIndexOf('.') + 1));
  }

  /** How an actor, a category or a stream is spelled. */
  public static String common(String what, String word) {
    return what + "/" + word;
  }

  /** The first revision of the block that {@code revision} is in. */
  public static long blockOf(long revision) {
    return (revision - 1) / BLOCK * BLOCK + 1;
  }

  /**
   * What is looked for: of each set, one subject must be there.
   *
   * @param things sets of what single events are about, the rarest first
   * @param common sets of what many have in common
   */
  public record Wanted(List<Set<String>> things, List<Set<String>> common) {

    public boolean isAnything() {
      return things.isEmpty() && common.isEmpty();
    }
  }

  /**
   * Where to look: with things, the revisions that are about them, in blocks that have all that is
   * common; else the first revisions of such blocks.
   *
   * @param from the first revision that counts
   * @param to the last one
   */
  public List<Long> find(Wanted wanted, long from, long to, int limit) {
    views.awaitRevision(view, to, PATIENCE);
    return views.read(connection -> find(connection, wanted, from, to, limit));
  }

  /**
   * Each subject of the first set is walked along the primary key, in the order of revisions, until
   * there are enough; the other sets are looked up for each place.
   */
  private static List<Long> find(
      Connection connection, Wanted wanted, long from, long to, int limit) throws SQLException {
    boolean exact = !wanted.things().isEmpty();
    List<Set<String>> sets = new ArrayList<>(wanted.things());
    sets.addAll(wanted.common());
    StringBuilder others = new StringBuilder();
    for (int i = 1; i < sets.size(); i++) {
      boolean block = exact && i >= wanted.things().size();
      others
          .append(" and exists (select from mentions o where o.subject = any (?) and o.revision = ")
          .append(block ? "(i.revision - 1) / " + BLOCK + " * " + BLOCK + " + 1" : "i.revision")
          .append(')');
    }
    String sql =
        "select distinct m.revision from unnest(?) as s (subject), lateral (select i.revision"
            + " from mentions i where i.subject = s.subject and i.revision between ? and ?"
            + others
            + " order by i.revision limit ?) as m order by m.revision limit ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int parameter = 1;
      select.setArray(parameter++, words(connection, sets.getFirst()));
      select.setLong(parameter++, exact ? from : blockOf(from));
      select.setLong(parameter++, to);
      for (Set<String> other : sets.subList(1, sets.size())) {
        select.setArray(parameter++, words(connection, other));
      }
      select.setInt(parameter++, limit);
      select.setInt(parameter, limit);
      return numbers(select);
    }
  }

  private static Array words(Connection connection, Set<String> words) throws SQLException {
    return connection.createArrayOf("text", words.toArray());
  }

  private static List<Long> numbers(PreparedStatement select) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    return numbers;
  }
}
