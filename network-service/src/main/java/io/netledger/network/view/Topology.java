package io.netledger.network.view;

import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.View;
import io.netledger.network.Happening;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The view of all networks, sandboxes, endpoints, services and hosts at every revision. Its tables
 * are made by {@code db/network/topology-6.sql}.
 */
public final class Topology implements View {

  private static final String TABLES = "/db/network/topology-6.sql";

  @Override
  public String name() {
    return "topology";
  }

  @Override
  public String version() {
    return "6";
  }

  @Override
  public String tables() {
    try (InputStream script = Topology.class.getResourceAsStream(TABLES)) {
      if (script == null) {
        throw new IllegalStateException("the archive lacks " + TABLES);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(TABLES, e);
    }
  }

  @Override
  public void apply(Connection connection, List<Recorded> batch) throws SQLException {
    Mentions.Batch mentions = new Mentions.Batch();
    Subjects subjects = new Subjects(mentions);
    batch.forEach(subjects::note);
    List<Happening> happenings = batch.stream().flatMap(Happening::of).toList();
    if (!happenings.isEmpty()) {
      TopologyFold fold = TopologyFold.begin(connection, happenings);
      for (Happening happening : happenings) {
        Row before = fold.row(happening);
        fold.apply(happening);
        Row after = fold.row(happening);
        subjects.note(happening, after == null ? before : after);
      }
      fold.write(connection);
    }
    mentions.write(connection);
    try (PreparedStatement update =
        connection.prepareStatement("update progress set revision = ?")) {
      update.setLong(1, batch.getLast().revision());
      update.executeUpdate();
    }
  }
}
