package io.netledger.ipam.view;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Tail;
import io.netledger.eventstore.Views;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the view how it was at a revision, and waits until the view knows. */
public final class HoldingsReader {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String LEASES =
      """
      select l.pool_id, host(l.address) as address, masklen(p.subnet) as length, l.holder,
        l.allocated_at, l.from_revision
      from leases l join pools p on p.id = l.pool_id
      """;

  private static final String RESERVATIONS =
      """
      select host(r.address) as address, r.sandbox, r.reserved_at, r.reason, coalesce((
          select l.holder from leases l
          where l.pool_id = r.pool_id and l.address = r.address
            and l.from_revision <= asked.revision
            and (l.to_revision is null or l.to_revision > asked.revision)), '') as holder
      from (select ?::bigint as revision) asked, reservations r
      """;

  private final Holdings view;
  private final Views views;
  private final Tail tail;

  public HoldingsReader(Holdings view, Views views, Tail tail) {
    this.view = view;
    this.views = views;
    this.tail = tail;
  }

  /** The newest revision known; at least what this replica has appended. */
  public long head() {
    return tail.head();
  }

  public Optional<PoolRow> pool(String id, long revision) {
    return at(
        revision,
        connection ->
            pools(connection, revision, poolQuestion(revision, 1).where("p.id = ?", id)).stream()
                .findFirst());
  }

  /** At most {@code limit} pools that were opened after {@code afterRevision}, oldest first. */
  public List<PoolRow> pools(PoolFilter filter, long revision, long afterRevision, int limit) {
    return at(
        revision,
        connection ->
            pools(
                connection,
                revision,
                poolQuestion(revision, limit)
                    .where("p.from_revision > ?", afterRevision)
                    .whereAny("p.space = any (?)", filter.spaces())
                    .whereAny("p.owner = any (?)", filter.owners())
                    .whereAny(
                        "exists (select from unnest(?) as part where strpos(p.id, part) > 0)",
                        filter.idParts())
                    .whereAny("p.subnet = any (?::cidr[])", words(filter.subnets()))
                    .whereAny("family(p.subnet)::text = any (?)", words(filter.families()))));
  }

  /** What {@code holder} held of a pool. */
  public Optional<LeaseRow> leaseOf(String pool, String holder, long revision) {
    return at(
        revision,
        connection ->
            new Question(LEASES, "")
                    .at("l", revision)
                    .where("l.pool_id = ? and l.holder = ?", pool, holder)
                    .ask(connection, HoldingsReader::lease)
                    .stream()
                    .findFirst());
  }

  /** Who held an address of a pool. */
  public Optional<LeaseRow> lease(String pool, IpAddress address, long revision) {
    LeaseFilter filter = new LeaseFilter(List.of(pool), List.of(), List.of(address));
    return leases(filter, revision, Optional.empty(), 1).stream().findFirst();
  }

  /** A place in the list of leases. */
  public record Place(String pool, IpAddress address) {}

  /** At most {@code limit} leases after {@code after}, by pool, then numerically. */
  public List<LeaseRow> leases(
      LeaseFilter filter, long revision, Optional<Place> after, int limit) {
    Question question =
        new Question(LEASES, "order by l.pool_id, l.address limit " + limit)
            .at("l", revision)
            .whereAny("l.pool_id = any (?)", filter.pools())
            .whereAny("l.holder = any (?)", filter.holders())
            .whereAny("l.address = any (?::inet[])", words(filter.addresses()));
    after.ifPresent(place ->
        question.where(
            "(l.pool_id, l.address) > (?, ?::inet)", place.pool(), place.address().toString()));
    return at(revision, connection -> question.ask(connection, HoldingsReader::lease));
  }

  /** The reservations of a pool, numerically. */
  public List<ReservationRow> reservations(String pool, long revision) {
    return at(
        revision,
        connection ->
            new Question(RESERVATIONS, "order by r.address", revision)
                .at("r", revision)
                .where("r.pool_id = ?", pool)
                .ask(connection, HoldingsReader::reservation));
  }

  private static ReservationRow reservation(ResultSet row) throws SQLException {
    return new ReservationRow(
        IpAddress.parse(row.getString("address")),
        row.getString("sandbox"),
        row.getString("holder"),
        row.getObject("reserved_at", OffsetDateTime.class).toInstant(),
        row.getString("reason"));
  }

  private <T> T at(long revision, Views.Reading<T> reading) {
    views.awaitRevision(view, revision, PATIENCE);
    return views.read(reading);
  }

  private static List<PoolRow> pools(Connection connection, long revision, Question question)
      throws SQLException {
    List<PoolRecord> records = question.ask(connection, PoolRecord::read);
    Map<String, List<PoolRecord.Sibling>> siblings =
        PoolRecord.siblings(connection, records, revision);
    return records.stream()
        .map(found -> found.row(siblings.getOrDefault(found.id(), List.of())))
        .toList();
  }

  private static Question poolQuestion(long revision, int limit) {
    return new Question(PoolRecord.SELECT, "order by p.from_revision limit " + limit, revision)
        .at("p", revision)
        .at("s", revision);
  }

  private static LeaseRow lease(ResultSet row) throws SQLException {
    return new LeaseRow(
        row.getString("pool_id"),
        IpAddress.parse(row.getString("address")),
        row.getInt("length"),
        row.getString("holder"),
        row.getObject("allocated_at", OffsetDateTime.class).toInstant(),
        row.getLong("from_revision"));
  }

  private static List<String> words(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }
}
