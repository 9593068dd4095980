package io.netledger.deploy.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Several callers at work at the same time, each with a connection of its own. */
final class Callers implements AutoCloseable {

  private final List<Engine> engines;

  private Callers(List<Engine> engines) {
    this.engines = engines;
  }

  /** Opens the connections and warms each with a call. */
  static Callers of(Contestant contestant, int count) {
    List<Engine> engines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      engines.add(contestant.caller());
    }
    engines.forEach(Engine::list);
    return new Callers(engines);
  }

  /**
   * Deals the things 0 to {@code things} - 1 out to the callers in turn and returns when all are
   * done: the nanoseconds that took. A thing is only ever in the hands of one caller.
   */
  long each(int things, BiConsumer<Engine, Integer> work) {
    long begin = System.nanoTime();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running =
          IntStream.range(0, engines.size())
              .<Future<?>>mapToObj(caller ->
                  executor.submit(() -> {
                    for (int thing = caller; thing < things; thing += engines.size()) {
                      work.accept(engines.get(caller), thing);
                    }
                  }))
              .toList();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return System.nanoTime() - begin;
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
  }
}
