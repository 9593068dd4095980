package io.netledger.ipam.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All of ipam-vectors.tsv, and where Netledger differs from the engine that a line describes. */
final class Vectors {

  /**
   * Lines about engines up to 24 that later engines do not follow, and what happens here instead
   * (docs/adr/0031).
   */
  private static final Map<String, Reason> REFUSED =
      Map.of("subpool-serial step 6", Reason.SUBNET_OVERLAPS);

  /** They need the pool that is refused above. */
  private static final Set<String> NEED_REFUSED =
      Set.of("subpool-serial step 7", "subpool-serial step 8", "subpool-serial step 9");

  /** Like engines from 27 on, there are default IPv6 pools. */
  private static final Set<String> SUCCEED = Set.of("ipv6-no-default step 1");

  private Vectors() {}

  static List<Vector> all() {
    return Vector.all();
  }

  static List<String> cases() {
    return all().stream().map(Vector::name).distinct().toList();
  }

  /** The line must hold here as it stands. */
  static boolean demanded(Vector vector) {
    return !vector.versions().equals("libnetwork")
        && !REFUSED.containsKey(vector.at())
        && !NEED_REFUSED.contains(vector.at())
        && !SUCCEED.contains(vector.at());
  }

  static void replay(String name, Allocator allocator) {
    Replay replay = new Replay(allocator);
    for (Vector step : all()) {
      if (step.name().equals(name)) {
        run(replay, step);
      }
    }
  }

  private static void run(Replay replay, Vector step) {
    if (demanded(step)) {
      replay.run(step);
    } else if (REFUSED.containsKey(step.at())) {
      try {
        replay.run(step);
        throw new AssertionError(step.at() + " should be refused");
      } catch (Rejection refused) {
        assertThat(refused.reason()).isEqualTo(REFUSED.get(step.at()));
      }
    } else if (SUCCEED.contains(step.at())) {
      assertThat(step.ok()).isFalse();
      replay.succeed(step);
    }
  }
}
