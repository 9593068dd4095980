package io.netledger.agent.netns;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A platform thread made for one task. It may change its namespace, because it ends with the task;
 * no pool ever gets it back.
 */
final class PurposeThread {

  private PurposeThread() {}

  /**
   * Runs the task and waits for it, even if interrupted: a half-made namespace is worse than a late
   * answer.
   */
  static <T> T call(String name, Callable<T> task) {
    var result = new CompletableFuture<T>();
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .inheritInheritableThreadLocals(false)
        .start(() -> {
          try {
            result.complete(task.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.join();
    } catch (CompletionException e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(CompletionException e) {
    return switch (e.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> e;
    };
  }
}
