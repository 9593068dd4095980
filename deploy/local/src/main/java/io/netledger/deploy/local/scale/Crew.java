package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.witness.Steps;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Several callers at work at the same time. */
final class Crew {

  private final int callers;
  private final Steps steps;

  Crew(int callers, Steps steps) {
    this.callers = callers;
    this.steps = steps;
  }

  /** Does {@code work} for each of 0 to {@code things} - 1; the seconds that took. */
  double each(String what, int things, IntConsumer work) {
    steps.say(things + " " + what);
    long begin = System.nanoTime();
    var next = new AtomicInteger();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running =
          Stream.<Future<?>>generate(() -> executor.submit(() -> workOff(what, things, next, work)))
              .limit(callers)
              .toList();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(what + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private void workOff(String what, int things, AtomicInteger next, IntConsumer work) {
    for (int thing = next.getAndIncrement(); thing < things; thing = next.getAndIncrement()) {
      work.accept(thing);
      steps.tick(what, thing + 1, things);
    }
  }
}
