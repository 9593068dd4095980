package io.netledger.network.view;

import io.netledger.address.Cidr;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What endpoints get in a batch of events, as rows of the table {@code traces}. */
public final class Traces {

  private final List<Trace> found = new ArrayList<>();

  private record Trace(String subject, long revision, String endpoint) {}

  /** How the table spells an address, without prefix length. */
  public static String address(String address) {
    return "address/" + address;
  }

  /** How the table spells a MAC address. */
  public static String mac(String mac) {
    return "mac/" + mac;
  }

  /** How the table spells a name that others find a sandbox by. */
  public static String name(String name) {
    return "name/" + name;
  }

  /** How the table spells a published port. */
  public static String port(String host, int port, String protocol) {
    return "port/" + host + ":" + port + "/" + protocol;
  }

  /** An endpoint was asked for: its names and ports are its own from now on. */
  void asked(EndpointRow row, long revision) {
    Set<String> subjects = new LinkedHashSet<>();
    subjects.add(name(row.sandbox()));
    row.aliases().forEach(alias -> subjects.add(name(alias)));
    row.ports().stream()
        .filter(port -> port.hostPort() > 0)
        .forEach(port -> subjects.add(port(row.host(), port.hostPort(), port.protocol())));
    add(subjects, row, revision);
  }

  /** An endpoint has got its addresses. */
  void addressed(EndpointRow row, long revision) {
    Set<String> subjects = new LinkedHashSet<>();
    row.addresses().forEach(cidr -> subjects.add(address(Cidr.parse(cidr).address().toString())));
    if (!row.macAddress().isEmpty()) {
      subjects.add(mac(row.macAddress()));
    }
    add(subjects, row, revision);
  }

  private void add(Set<String> subjects, EndpointRow row, long revision) {
    subjects.forEach(subject -> found.add(new Trace(Json.text(subject), revision, row.id())));
  }

  void write(Connection connection) throws SQLException {
    if (found.isEmpty()) {
      return;
    }
    String sql = "insert into traces select * from unnest(?::text[], ?::bigint[], ?::text[])";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setArray(1, connection.createArrayOf("text", all(Trace::subject)));
      insert.setArray(2, connection.createArrayOf("bigint", all(Trace::revision)));
      insert.setArray(3, connection.createArrayOf("text", all(Trace::endpoint)));
      insert.executeUpdate();
    }
  }

  private Object[] all(Function<Trace, Object> part) {
    return found.stream().map(part).toArray();
  }
}
