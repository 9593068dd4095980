package io.netledger.cli.run;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Signals that are the command's, not ours: they are passed on to it instead of ending this
 * process, which must stay to clean up and to answer with the command's exit code.
 */
final class Signals {

  private record Signal(String name, int number) {}

  /** Numbers from signal(7) for x86 and ARM. QUIT is missing: the JVM keeps it for itself. */
  private static final List<Signal> CAUGHT =
      List.of(
          new Signal("HUP", 1),
          new Signal("INT", 2),
          new Signal("USR2", 12),
          new Signal("TERM", 15));

  /** What a shell adds to the number of a signal that ended a command. */
  private static final int ENDED_BY_SIGNAL = 128;

  private final boolean terminal;
  private final AtomicReference<@Nullable Signal> first = new AtomicReference<>();
  private volatile @Nullable Process process;

  private Signals(boolean terminal) {
    this.terminal = terminal;
  }

  /**
   * Catches the signals from now on.
   *
   * @param terminal a terminal interrupts the command itself, as it does with all processes of its
   *     foreground group
   */
  static Signals catchAll(boolean terminal) {
    var signals = new Signals(terminal);
    CAUGHT.forEach(signals::handle);
    return signals;
  }

  /** Whether one came. */
  boolean raised() {
    return first.get() != null;
  }

  /** The exit code of a command that the first one would have ended. */
  int exitCode() {
    Signal signal = first.get();
    return signal == null ? 0 : ENDED_BY_SIGNAL + signal.number();
  }

  /** From now on signals go to this process, and so does one that came before. */
  void passTo(Process command) {
    process = command;
    Signal early = first.get();
    if (early != null) {
      send(early, command.pid());
    }
  }

  /**
   * By reflection, as the compiler warns of sun.misc.Signal whatever is done; the package is
   * exported by jdk.unsupported, and there is no other way to see a signal in Java.
   */
  private void handle(Signal signal) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, _) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      came(signal);
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> false;
                    default -> "handler of " + signal;
                  });
      var _ =
          type.getMethod("handle", type, handler)
              .invoke(null, type.getConstructor(String.class).newInstance(signal.name()), ours);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot catch SIG" + signal.name(), e);
    }
  }

  private void came(Signal signal) {
    first.compareAndSet(null, signal);
    Process command = process;
    if (command != null && !(terminal && signal.name().equals("INT"))) {
      send(signal, command.pid());
    }
  }

  private static void send(Signal signal, long pid) {
    try {
      new ProcessBuilder("kill", "-s", signal.name(), Long.toString(pid)).start();
    } catch (IOException _) {
      // The command has ended, or nothing can be sent; it is waited for in either case.
    }
  }
}
