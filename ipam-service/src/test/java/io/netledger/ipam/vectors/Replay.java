package io.netledger.ipam.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.ipam.vectors.Allocator.Opened;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries out one case of the vectors on an allocator that is empty, and compares each step. */
final class Replay {

  /** The reasons that are meant by a class of error. */
  private static final Map<String, Set<Reason>> CLASSES =
      Map.of(
          "overlap", Set.of(Reason.SUBNET_OVERLAPS),
          "exhausted", Set.of(Reason.SUBNETS_EXHAUSTED, Reason.ADDRESSES_EXHAUSTED),
          "in_use", Set.of(Reason.ADDRESS_IN_USE, Reason.ADDRESS_RESERVED),
          "out_of_range", Set.of(Reason.ADDRESS_OUT_OF_RANGE),
          "invalid",
              Set.of(Reason.INVALID_ARGUMENT, Reason.SUBNET_INVALID, Reason.ADDRESS_OUT_OF_RANGE),
          "not_found", Set.of(Reason.POOL_NOT_FOUND));

  /** A well-formed id that no pool has. */
  private static final String UNKNOWN = "0".repeat(64);

  private final Allocator allocator;
  private final Map<String, Opened> pools = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private boolean exhausted;

  Replay(Allocator allocator) {
    this.allocator = allocator;
  }

  void run(Vector step) {
    exhausted = false;
    if (step.ok()) {
      check(step, apply(step));
      return;
    }
    try {
      String answer = apply(step);
      throw new AssertionError(
          step.at() + " should fail: " + step.errorClass() + ", not " + answer);
    } catch (Rejection refused) {
      assertThat(CLASSES.get(step.errorClass()))
          .as("%s: %s", step.at(), refused.getMessage())
          .contains(refused.reason());
    }
  }

  /** Carries out a step that Docker refused. */
  void succeed(Vector step) {
    assertThat(apply(step)).as(step.at()).isNotEmpty();
  }

  private static void check(Vector step, String answer) {
    if (!step.value().equals("-") && !step.op().equals("NE") && !step.op().equals("EQ")) {
      assertThat(answer).as(step.at() + " " + step.note()).isEqualTo(step.value());
    }
  }

  private String apply(Vector step) {
    return switch (step.op()) {
      case "POOL" -> openPool(step);
      case "RELPOOL" -> closePool(poolId(step.pool()));
      case "ADDR" -> allocate(poolId(step.pool()), word(step.address()));
      case "RELADDR" -> release(poolId(step.pool()), step.address());
      case "FILL" -> fill(poolId(step.pool()));
      case "ADDRN" -> several(poolId(step.pool()), number(step.options(), "n"));
      case "PARALLEL" -> parallel(step);
      case "NE" -> differ(step);
      default -> throw new IllegalArgumentException("unknown operation " + step.op());
    };
  }

  private String openPool(Vector step) {
    Opened opened =
        allocator.openPool(
            step.space(), word(step.pool()), word(step.subpool()), step.options().contains("v6"));
    pools.put(step.bind(), opened);
    return opened.subnet();
  }

  private String closePool(String pool) {
    // Docker releases a pool with its addresses; ours refuses, so give them back first.
    for (String key : new ArrayList<>(holders.keySet())) {
      if (key.startsWith(pool + " ")) {
        allocator.release(pool, Objects.requireNonNull(holders.remove(key)));
      }
    }
    allocator.closePool(pool);
    return "";
  }

  private String allocate(String pool, String address) {
    String holder = "holder-" + asked.incrementAndGet();
    String given = allocator.allocate(pool, holder, address);
    synchronized (holders) {
      String before = holders.put(pool + " " + given.replaceFirst("/.*", ""), holder);
      assertThat(before).as("%s is held already", given).isNull();
    }
    return given;
  }

  private String release(String pool, String address) {
    allocator.release(pool, Objects.requireNonNull(holders.remove(pool + " " + address), address));
    return "";
  }

  private String fill(String pool) {
    int count = 0;
    String last = "";
    while (!exhausted) {
      try {
        last = allocate(pool, "");
        count++;
      } catch (Rejection refused) {
        assertThat(refused.reason()).isEqualTo(Reason.ADDRESSES_EXHAUSTED);
        exhausted = true;
      }
    }
    return "count=" + count + ";last=" + last;
  }

  private String several(String pool, int n) {
    String last = "";
    for (int i = 0; i < n; i++) {
      last = allocate(pool, "");
    }
    return "last=" + last;
  }

  private String parallel(Vector step) {
    String pool = poolId(step.pool());
    List<Future<String>> answers = new ArrayList<>();
    try (var workers = Executors.newFixedThreadPool(number(step.options(), "workers"))) {
      for (int i = 0; i < number(step.options(), "requests"); i++) {
        answers.add(workers.submit(() -> allocate(pool, "")));
      }
    }
    Set<String> unique = new HashSet<>();
    for (Future<String> answer : answers) {
      try {
        assertThat(unique.add(answer.get())).isTrue();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(Rejection.class);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return "unique=" + unique.size();
  }

  private String differ(Vector step) {
    assertThat(poolId(step.address())).as(step.at()).isNotEqualTo(poolId(step.value()));
    return "";
  }

  private String poolId(String handle) {
    Opened opened = pools.get(handle);
    if (opened != null) {
      return opened.id();
    }
    return handle.contains("/") ? UNKNOWN : handle;
  }

  private static int number(String options, String key) {
    return Integer.parseInt(Vector.part(options, key));
  }

  private static String word(String column) {
    return column.equals("-") ? "" : column;
  }
}
