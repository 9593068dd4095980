package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
   * @param things sets of what single events are about
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

  private static List<Long> find(
      Connection connection, Wanted wanted, long from, long to, int limit) throws SQLException {
    boolean exact = !wanted.things().isEmpty();
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder("select distinct m.revision from mentions m where true");
    for (Set<String> subjects : wanted.things()) {
      and(sql, sql.indexOf("m.subject") < 0, "m.revision", subjects, parameters);
    }
    for (Set<String> subjects : wanted.common()) {
      String block = exact ? "(m.revision - 1) / " + BLOCK + " * " + BLOCK + " + 1" : "m.revision";
      and(sql, sql.indexOf("m.subject") < 0, block, subjects, parameters);
    }
    sql.append(" and m.revision between ? and ? order by m.revision limit ?");
    parameters.add(exact ? from : blockOf(from));
    parameters.add(to);
    parameters.add(limit);
    try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < parameters.size(); i++) {
        switch (parameters.get(i)) {
          case Collection<?> words ->
              select.setArray(i + 1, connection.createArrayOf("text", words.toArray()));
          case Object number -> select.setObject(i + 1, number);
        }
      }
      return numbers(select);
    }
  }

  private static void and(
      StringBuilder sql,
      boolean first,
      String place,
      Set<String> subjects,
      List<Object> parameters) {
    sql.append(
        first
            ? " and m.subject = any (?)"
            : " and exists (select from mentions o where o.subject = any (?) and o.revision = "
                + place
                + ")");
    parameters.add(subjects);
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
