package io.netledger.network.hosts;

import io.netledger.network.plan.Due;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes the agent's answers side by side, so that the store commits several at once. A thing that
 * one answer is being written about is not taken up by the next.
 */
final class Settling {

  private final int most;
  private final Semaphore room;
  private final Set<String> underway = ConcurrentHashMap.newKeySet();

  /**
   * @param most answers that are written at the same time
   */
  Settling(int most) {
    this.most = most;
    this.room = new Semaphore(most);
  }

  /** What of {@code due} nobody has taken up; it is taken up now. */
  Due take(Due due) {
    return new Due(
        fresh(due.attached()), fresh(due.detached()), fresh(due.ready()), fresh(due.removed()));
  }

  private List<Due.Item> fresh(List<Due.Item> items) {
    return items.stream().filter(item -> underway.add(item.id())).toList();
  }

  /** Runs {@code writing} in the background; blocks while too many do. */
  void write(Due taken, Runnable writing, Consumer<RuntimeException> failed) {
    room.acquireUninterruptibly();
    Thread.startVirtualThread(() -> {
      try {
        writing.run();
      } catch (RuntimeException e) {
        failed.accept(e);
      } finally {
        ids(taken).forEach(underway::remove);
        room.release();
      }
    });
  }

  /** Returns when all that was begun is written. */
  void drain() {
    room.acquireUninterruptibly(most);
    room.release(most);
  }

  private static Stream<String> ids(Due due) {
    return Stream.of(due.attached(), due.detached(), due.ready(), due.removed())
        .flatMap(List::stream)
        .map(Due.Item::id);
  }
}
