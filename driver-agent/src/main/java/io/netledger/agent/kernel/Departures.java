package io.netledger.agent.kernel;

import static io.netledger.agent.netlink.route.LinkRef.link;

import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.netns.NetworkNamespace;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Deletes links of the host and returns when they are gone: out of the list, their names free, no
 * packet passing. The kernel answers only some 20 ms later, when the last reader has let go of them
 * (the RCU barrier in netdev_run_todo, net/core/dev.c), and holds no lock meanwhile. So another
 * thread, with a socket of its own, waits for the answer.
 */
final class Departures implements AutoCloseable {

  private static final int AT_ONCE = 4;
  private static final long LOOK_AGAIN_NANOS = 50_000;
  private static final int END_SECONDS = 5;

  private final NetworkNamespace host;
  private final ThreadPoolExecutor waiting;
  private final Deque<RouteSocket> idle = new ConcurrentLinkedDeque<>();
  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();

  Departures(NetworkNamespace host) {
    this.host = host;
    waiting =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            END_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("departure-", 0).factory());
    waiting.allowCoreThreadTimeOut(true);
  }

  /**
   * Carries out {@code deletion}, which deletes the links of these indexes.
   *
   * @param looking another socket, to see when they are gone
   * @throws io.netledger.agent.netlink.NetlinkError if the kernel refuses
   */
  void delete(RouteSocket looking, Collection<Integer> indexes, Consumer<RouteSocket> deletion) {
    Future<?> answer = waiting.submit(() -> run(deletion));
    while (!answer.isDone()) {
      if (indexes.stream().allMatch(index -> looking.link(link(index)).isEmpty())) {
        return;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    outcome(answer);
  }

  private void run(Consumer<RouteSocket> deletion) {
    RouteSocket socket = idle.poll();
    if (socket == null) {
      socket = host.inside(RouteSocket::open);
      ports.add(socket.portId());
    }
    try {
      deletion.accept(socket);
    } finally {
      idle.push(socket);
    }
  }

  private static void outcome(Future<?> answer) {
    try {
      answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException refusal
          ? refusal
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the port is that of one of these sockets. */
  boolean isOurPort(int port) {
    return ports.contains(port);
  }

  @Override
  public void close() {
    waiting.shutdown();
    try {
      if (!waiting.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        return; // their sockets end with the process
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    idle.forEach(RouteSocket::close);
  }
}
