package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.bench.Target.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is measured. */
public enum Quantity {
  CREATE("ms", Kind.RATIO_AT_MOST, 0.15),
  REMOVE("ms", Kind.RATIO_AT_MOST, 0.25),
  CONNECT("ms", Kind.RATIO_AT_MOST, 0.2),
  DISCONNECT("ms", Kind.RATIO_AT_MOST, 0.4),
  INSPECT("ms"),
  LIST("ms"),
  CONNECTS_PER_S("1/s", Kind.RATIO_AT_LEAST, 20),
  APPEND_MANY_PER_S("1/s", Kind.RATIO_AT_LEAST, 1.2),
  APPEND_HOT_PER_S("1/s", Kind.RATIO_AT_LEAST, 1.2),
  AGENT_RSS_MB("MB", Kind.AT_MOST, 110),
  /** The 99th percentile of a question for a name. */
  RESOLVER("ms", Kind.AT_MOST, 2),
  RESOLVER_MEDIAN,
  RESOLVER_LOST("", Kind.AT_MOST, 0, false),
  RESOLVER_GROWTH("MB", Kind.AT_MOST, 4, false),
  /** From connect's return to the name being known. */
  RESOLVER_AFTER_CONNECT("ms", Kind.AT_MOST, 50, false),

  /** A flow between two sandboxes on a bridge. */
  BRIDGE_MBIT_PER_S("Mb/s", Kind.RATIO_AT_LEAST, 1),
  /** A flow from the host to a published port, by an address of the host. */
  PUBLISHED_MBIT_PER_S("Mb/s", Kind.RATIO_AT_LEAST, 1),
  /** The same by 127.0.0.1, where dockerd has a process in between. */
  LOOPBACK_MBIT_PER_S("Mb/s", Kind.RATIO_AT_LEAST, 1.3),

  /** A flow between sandboxes of two hosts, beside Docker's in Swarm mode. */
  OVERLAY_MBIT_PER_S("Mb/s", Kind.RATIO_AT_LEAST, 1),
  OVERLAY_CONNECT("ms", Kind.RATIO_AT_MOST, 0.2),

  /** With what dockerd does at create: the bridge and its firewall rules. */
  CONNECT_FIRST,
  CREATE_AND_CONNECT_FIRST,
  /** With what dockerd does at remove. */
  DISCONNECT_LAST,
  DISCONNECT_LAST_AND_REMOVE;

  /** The number of callers that the targets of rates speak of. */
  static final int CALLERS_OF_TARGET = 32;

  private final String unit;
  private final Kind kind;
  private final double bound;
  private final boolean forPrograms;

  Quantity(String unit, Kind kind, double bound, boolean forPrograms) {
    this.unit = unit;
    this.kind = kind;
    this.bound = bound;
    this.forPrograms = forPrograms;
  }

  Quantity(String unit, Kind kind, double bound) {
    this(unit, kind, bound, true);
  }

  Quantity(String unit) {
    this(unit, Kind.NONE, 0, true);
  }

  /** A duration that only people are shown. */
  Quantity() {
    this("ms", Kind.NONE, 0, false);
  }

  /** As it is written: "connects_per_s". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String unit() {
    return unit;
  }

  /** What is to reach with {@code callers}. */
  Target target(int callers) {
    boolean rate = unit.equals("1/s");
    return new Target(rate && callers != CALLERS_OF_TARGET ? Kind.NONE : kind, bound);
  }

  /** Whether it has rows in the file for programs. */
  boolean isForPrograms() {
    return forPrograms;
  }

  /** The quantity for programs that {@code word} spells. */
  public static Optional<Quantity> of(String word) {
    return Arrays.stream(values())
        .filter(Quantity::isForPrograms)
        .filter(each -> each.word().equals(word))
        .findFirst();
  }
}
