package io.netledger.network.query;

import static io.netledger.network.Things.connect;
import static io.netledger.network.Things.host;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.leave;
import static io.netledger.network.Things.network;
import static io.netledger.network.Things.sandbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Work;
import io.netledger.network.TestLedger;
import io.netledger.network.failure.Failure;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.Row;
import io.netledger.network.view.Tables;
import io.netledger.network.view.TemporalTable;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The view, beside a fold of the same random history by the deciders' own evolutions. */
class TopologyAtEachRevisionTest {

  private static final int STEPS = 400;

  private final TestLedger ledger = new TestLedger();
  private final long seed = System.nanoTime();
  private final RandomGenerator random =
      RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
  private final List<String> networks = new ArrayList<>();
  private final List<String> sandboxes = new ArrayList<>();
  private final List<String> endpoints = new ArrayList<>();
  private int number;

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void isTheFoldOfTheHistoryAtEachRevision() {
    liveAtRandom();
    Expectation expectation = new Expectation();
    for (Recorded event : ledger.ledger().log().read(1, Integer.MAX_VALUE)) {
      expectation.apply(event);
      assertThat(seen(event.revision()))
          .as("revision %d, seed %d", event.revision(), seed)
          .isEqualTo(expectation.things());
    }
    assertThat(expectation.things()).hasSizeGreaterThan(20);
  }

  @Test
  void isWhatIsAnsweredAsOfEachRevision() {
    liveAtRandom();
    Expectation expectation = new Expectation();
    assertThat(answered(0, Map.of())).isEmpty();
    for (Recorded event : ledger.ledger().log().read(1, Integer.MAX_VALUE)) {
      expectation.apply(event);
      Map<String, String> things = expectation.things();
      assertThat(answered(event.revision(), things))
          .as("revision %d, seed %d", event.revision(), seed)
          .isEqualTo(things);
    }
  }

  @Test
  void isTheSameWhenItIsBuiltAgain() {
    liveAtRandom();
    List<String> live = dump();
    ledger.ledger().views().rebuild(ledger.topology());
    assertThat(dump()).as("seed %d", seed).isEqualTo(live);
    assertThat(live).hasSizeGreaterThan(100);
  }

  private void liveAtRandom() {
    System.out.println("seed " + seed);
    ledger.append(host("h1"));
    ledger.append(network(fresh(networks), "br0", "10.0.0.0/8"));
    ledger.append(sandbox(fresh(sandboxes), "web", "h1"));
    ledger.append(connect(fresh(endpoints), "br0", "web", "10.0.0.2/8"));
    for (int i = 0; i < STEPS; i++) {
      try {
        ledger.append(somethingAtRandom());
      } catch (Rejection | IllegalStateException refused) {
        // a wish that cannot be: nothing happens
        assertThat(refused).hasMessageNotContaining("impossible");
      }
    }
  }

  private Consumer<Work> somethingAtRandom() {
    return switch (random.nextInt(16)) {
      case 0 -> network(fresh(networks), "net" + number, "10.0.0.0/8", Map.of("n", "" + number));
      case 1, 2 -> sandbox(fresh(sandboxes), "box" + number, "h1", Map.of("é\0\"\\", "\u2028'"));
      case 3, 4, 5, 6 -> connect(fresh(endpoints), any(networks), any(sandboxes));
      case 7, 8 -> addressed(any(endpoints));
      case 9 -> attached(any(endpoints));
      case 10 -> leave(any(endpoints));
      case 11 -> off(any(endpoints));
      case 12 -> failure(any(random.nextBoolean() ? endpoints : sandboxes));
      case 13 -> renamed(any(networks));
      case 14 -> relabeled(any(networks));
      default -> lifeOf(any(sandboxes), any(networks));
    };
  }

  private String fresh(List<String> ids) {
    number++;
    String fresh = id("%06x".formatted(number));
    ids.add(fresh);
    return fresh;
  }

  private String any(List<String> ids) {
    return ids.get(random.nextInt(ids.size()));
  }

  private Consumer<Work> renamed(String network) {
    return work -> NetworkRules.rename(work, network, "lan" + random.nextInt(20));
  }

  private Consumer<Work> relabeled(String network) {
    Map<String, String> set = Map.of("n", "" + random.nextInt(3), "m" + random.nextInt(3), "");
    return work -> NetworkRules.relabel(work, network, set, Set.of("k" + random.nextInt(3), "o"));
  }

  private static Consumer<Work> addressed(String endpoint) {
    return work -> EndpointRules.addressed(work, endpoint, List.of(Cidr.parse("10.0.0.9/8")));
  }

  private static Consumer<Work> attached(String endpoint) {
    return work -> EndpointRules.attached(work, endpoint, 1);
  }

  private static Consumer<Work> off(String endpoint) {
    return work -> {
      EndpointRules.detached(work, endpoint);
      EndpointRules.released(work, endpoint);
    };
  }

  private Consumer<Work> failure(String id) {
    return endpoints.contains(id)
        ? work -> EndpointRules.fail(work, id, new Failure(Reason.HOST_REFUSED, "no\0 way"))
        : work -> SandboxRules.failed(work, id, "no way");
  }

  private Consumer<Work> lifeOf(String sandbox, String network) {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> work -> SandboxRules.ready(work, sandbox, "/run/netns/" + number);
      case 3 -> work -> SandboxRules.remove(work, sandbox, true);
      case 4 -> work -> SandboxRules.removed(work, sandbox);
      default ->
          work -> {
            NetworkRules.remove(work, network, true);
            NetworkRules.removed(work, network);
          };
    };
  }

  /** What the view shows of each thing. */
  private Map<String, String> seen(long revision) {
    return ledger
        .reads()
        .newest((connection, _) -> {
          Map<String, String> things = new TreeMap<>();
          for (Row row : rows(connection, Tables.NETWORKS, revision)) {
            things.put(row.id(), Expectation.shown(row));
          }
          for (Row row : rows(connection, Tables.SANDBOXES, revision)) {
            things.put(row.id(), Expectation.shown(row));
          }
          for (Row row : rows(connection, Tables.ENDPOINTS, revision)) {
            things.put(row.id(), Expectation.shown(row));
          }
          for (Row row : rows(connection, Tables.HOSTS, revision)) {
            things.put(row.id(), Expectation.shown(row));
          }
          return things;
        })
        .value();
  }

  /** What the calls answer as of a revision: lists, and Get for what lists leave out. */
  private Map<String, String> answered(long revision, Map<String, String> expected) {
    TopologyReads reads = ledger.reads();
    PageRequest all = new PageRequest(List.of(), 1000, "", Optional.of(revision));
    List<Row> rows = new ArrayList<>(new NetworkQueries(reads).list(all).rows());
    rows.addAll(new SandboxQueries(reads).list(all).rows());
    EndpointQueries ends = new EndpointQueries(reads);
    rows.addAll(ends.list(all).rows());
    new HostQueries(reads).list(all, Set.of()).rows().forEach(host -> rows.add(host.row()));
    Map<String, String> things = new TreeMap<>();
    rows.forEach(row -> things.put(row.id(), Expectation.shown(row)));
    assertThat(things.values()).noneMatch(text -> text.contains(", GONE, "));
    expected.forEach((id, text) -> {
      if (text.contains(", GONE, ")) {
        EndpointRow gone = ends.get(id, Optional.of(revision)).value();
        things.put(id, Expectation.shown(gone));
      }
    });
    return things;
  }

  private static <R extends Row> List<R> rows(
      Connection connection, TemporalTable<R> table, long revision) throws SQLException {
    return Sql.rows(table, revision).read(connection, table.reader());
  }

  private List<String> dump() {
    return ledger
        .reads()
        .newest((connection, _) -> {
          List<String> lines = new ArrayList<>();
          for (String table : List.of("networks", "sandboxes", "endpoints", "hosts")) {
            dump(connection, table, "id, from_revision", lines);
          }
          dump(connection, "traces", "subject, from_revision", lines);
          return lines;
        })
        .value();
  }

  private static void dump(Connection connection, String table, String order, List<String> lines)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select t::text from " + table + " t order by " + order)) {
      while (rows.next()) {
        lines.add(table + rows.getString(1));
      }
    }
  }
}
