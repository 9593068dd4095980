package io.netledger.cli.session;

import com.google.protobuf.Timestamp;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import io.netledger.proto.history.v1.AsOf;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that show how it is, or was. */
public final class Past {

  /** Who answers when networks, sandboxes, endpoints and hosts are asked for. */
  public static final String NETWORK = "network-service";

  /** Who answers when pools and addresses are asked for. */
  public static final String IPAM = "ipam-service";

  @Option(
      names = "--at",
      paramLabel = "MOMENT",
      description =
          "As it was then: r1234 (a revision), 2026-11-20T14:05 (UTC; or with Z, +02:00), or 5m ago"
              + " (ms, s, m, h, d)")
  private String at = "";

  private @Nullable AsOf moment;
  private final SortedMap<String, Long> revisions = new TreeMap<>();

  /** The moment for requests; the same each time. Empty: now. */
  public Optional<AsOf> asOf() {
    if (moment == null && !at.isEmpty()) {
      moment = MomentWord.parse("--at", at, Instant.now());
    }
    return Optional.ofNullable(moment);
  }

  /** Puts the moment into a request, if one is asked for. */
  public void into(Consumer<AsOf> request) {
    asOf().ifPresent(request);
  }

  /** Whose log an answer reflects, and at which revision. */
  public void answered(String service, long revision) {
    revisions.put(service, revision);
  }

  /** The thing, and of a thing of the past as of what it is. */
  public Fields stamped(Fields thing) {
    return asOf().isEmpty() ? thing : thing.with("AsOf", stamp());
  }

  private Entries stamp() {
    SortedMap<String, Value> parts = new TreeMap<>();
    revisions.forEach((service, revision) -> parts.put(service, Value.of(revision)));
    time().ifPresent(time -> parts.put("time", Value.of(time)));
    return new Entries(parts);
  }

  /**
   * What stands above a table of the past: whose revisions it shows, and which time those were
   * found by. Empty above everything else.
   */
  public String head(String format) {
    boolean table = format.isEmpty() || format.equals("table") || format.startsWith("table ");
    if (!table || asOf().isEmpty()) {
      return "";
    }
    String logs = String.join(" and ", revisions.entrySet().stream().map(Past::log).toList());
    return "As of " + logs + time().map(time -> ", " + time).orElse("") + "\n";
  }

  private static String log(Map.Entry<String, Long> revision) {
    return "r" + Long.toUnsignedString(revision.getValue()) + " of " + revision.getKey();
  }

  private Optional<String> time() {
    return asOf().filter(AsOf::hasTime).map(asOf -> text(asOf.getTime()));
  }

  private static String text(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
  }
}
