package io.netledger.eventstore.rpc;

import io.netledger.eventstore.Verification.Broken;
import io.netledger.eventstore.Verification.Damage;
import io.netledger.proof.Frontier;
import io.netledger.proof.Hash;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes the tree over a log that is walked along, and compares it with checkpoints on the way. A
 * log that was written anew is a chain like any other; only a checkpoint shows that it is another.
 */
final class TreeCheck {

  private final Frontier frontier = Frontier.atBeginning();
  private final ArrayDeque<Known> ahead;
  private long sound;
  private @Nullable Broken broken;

  /** What the root over the first {@code size} events has been. */
  record Known(long size, Hash root) {}

  TreeCheck(List<Known> checkpoints) {
    ahead =
        new ArrayDeque<>(
            checkpoints.stream().sorted(Comparator.comparingLong(Known::size)).toList());
  }

  /** Takes the next event in, and says whether to go on. */
  boolean add(Hash event) {
    if (ahead.isEmpty()) {
      return true;
    }
    frontier.add(event);
    while (!ahead.isEmpty() && ahead.getFirst().size() == frontier.size()) {
      if (!ahead.removeFirst().root().equals(frontier.root())) {
        broken = anew();
        return false;
      }
      sound = frontier.size();
    }
    return true;
  }

  /** What was found. */
  Optional<Broken> broken() {
    return Optional.ofNullable(broken);
  }

  private Broken anew() {
    return new Broken(
        sound + 1,
        Damage.CHANGED,
        "something of the revisions %d to %d was written anew: a checkpoint of revision %d has"
                .formatted(sound + 1, frontier.size(), frontier.size())
            + " another root");
  }
}
