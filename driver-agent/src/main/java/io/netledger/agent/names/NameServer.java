package io.netledger.agent.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one server of all sandboxes: a selector and a thread, however many they are. Whatever happens
 * at a socket happens on that thread, so nothing here is locked.
 */
final class NameServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NameServer.class);

  private final Selector selector;
  private final Thread thread;
  private final Clock clock = new Clock();
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Map<String, Desk> desks = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(Resolver.PAYLOAD);
  private final SecureRandom random = new SecureRandom();
  private volatile HostNames names = HostNames.NONE;
  private volatile boolean closed;

  NameServer() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().name("names").daemon().start(this::run);
  }

  HostNames names() {
    return names;
  }

  /** From now on this is what is answered. */
  void know(HostNames now) {
    names = now;
  }

  Clock clock() {
    return clock;
  }

  /** For what must not be guessed. */
  SecureRandom random() {
    return random;
  }

  /** For whoever receives, on the server's thread. */
  ByteBuffer buffer() {
    return buffer;
  }

  /** Answers at these sockets from now on; closes those that the sandbox had. */
  void open(Desk desk) {
    call(() -> {
      closeDesk(desk.sandboxId());
      desks.put(desk.sandboxId(), desk);
      desk.open(this);
    });
  }

  /** Closes the sandbox's sockets, all of them; returns when they are closed. */
  void close(String sandboxId) {
    call(() -> closeDesk(sandboxId));
  }

  private void closeDesk(String sandboxId) {
    Desk desk = desks.remove(sandboxId);
    if (desk != null) {
      desk.close();
      settle();
    }
  }

  /** A socket that was closed is let go of only when the selector has looked again. */
  private void settle() {
    try {
      selector.selectNow();
      serve();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits at the socket, on the server's thread. */
  SelectionKey register(SelectableChannel channel, int interest, Listener listener)
      throws IOException {
    channel.configureBlocking(false);
    return channel.register(selector, interest, listener);
  }

  private void call(Runnable task) {
    if (closed) {
      return;
    }
    var done = new CompletableFuture<Boolean>();
    tasks.add(() -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("the name server could not do its task");
      } finally {
        done.complete(true);
      }
    });
    selector.wakeup();
    var _ = done.completeOnTimeout(false, 10, TimeUnit.SECONDS).join();
  }

  private void run() {
    while (!closed) {
      try {
        selector.select(clock.millisToNext());
        serve();
        clock.strike();
        runTasks();
      } catch (IOException | RuntimeException e) {
        LOG.atError().setCause(e).log("the name server goes on after a failure");
      }
    }
    desks.values().forEach(Desk::close);
    runTasks();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void serve() {
    var ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (key.isValid() && key.attachment() instanceof Listener listener) {
        listener.ready(key);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
