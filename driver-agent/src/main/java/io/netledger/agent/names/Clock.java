package io.netledger.agent.names;

import java.util.PriorityQueue;

/** Alarms on the name server's thread. */
final class Clock {

  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();

  /** Something to be done at a time, unless it is called off before. */
  final class Alarm implements Comparable<Alarm> {

    private final long atNanos;
    private final Runnable task;

    private Alarm(long atNanos, Runnable task) {
      this.atNanos = atNanos;
      this.task = task;
    }

    void callOff() {
      alarms.remove(this);
    }

    @Override
    public int compareTo(Alarm other) {
      return Long.signum(atNanos - other.atNanos);
    }
  }

  Alarm in(long millis, Runnable task) {
    var alarm = new Alarm(System.nanoTime() + millis * 1_000_000, task);
    alarms.add(alarm);
    return alarm;
  }

  /** 0: there is nothing to wait for, as {@link java.nio.channels.Selector#select(long)} has it. */
  long millisToNext() {
    Alarm next = alarms.peek();
    return next == null ? 0 : Math.max(1, (next.atNanos - System.nanoTime()) / 1_000_000 + 1);
  }

  /** Does what is due. */
  void strike() {
    long now = System.nanoTime();
    while (!alarms.isEmpty() && alarms.element().atNanos - now <= 0) {
      alarms.remove().task.run();
    }
  }
}
