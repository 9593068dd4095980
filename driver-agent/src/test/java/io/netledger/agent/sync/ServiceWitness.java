package io.netledger.agent.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netledger.agent.netns.NetworkNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * A server in a sandbox that answers each line with the address that was called, and its callers.
 */
final class ServiceWitness implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 3_000;

  private final NetworkNamespace namespace;
  private final ServerSocketChannel server;

  private ServiceWitness(NetworkNamespace namespace, ServerSocketChannel server) {
    this.namespace = namespace;
    this.server = server;
    Thread.ofPlatform().daemon().start(this::serve);
  }

  static ServiceWitness in(Path namespace, int port) {
    NetworkNamespace there = NetworkNamespace.open(namespace);
    return new ServiceWitness(
        there,
        there.inside(() -> {
          ServerSocketChannel server = ServerSocketChannel.open();
          server.bind(new InetSocketAddress(port), 1_000);
          return server;
        }));
  }

  private void serve() {
    try {
      while (true) {
        Socket caller = server.accept().socket();
        Thread.ofPlatform().daemon().start(() -> answer(caller));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private static void answer(Socket caller) {
    try (caller;
        var lines = new BufferedReader(new InputStreamReader(caller.getInputStream(), UTF_8))) {
      while (lines.readLine() != null) {
        String own = caller.getLocalAddress().getHostAddress() + "\n";
        caller.getOutputStream().write(own.getBytes(UTF_8));
      }
    } catch (IOException _) {
      // the caller has gone
    }
  }

  static SocketChannel connect(Path from, String address, int port) throws IOException {
    try (NetworkNamespace there = NetworkNamespace.open(from)) {
      SocketChannel channel = there.inside(SocketChannel::open);
      try {
        channel.socket().connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
        channel.socket().setSoTimeout(PATIENCE_MILLIS);
        return channel;
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }
  }

  /** Which server answers. */
  static String ask(SocketChannel connection) throws IOException {
    connection.socket().getOutputStream().write("?\n".getBytes(UTF_8));
    var answer =
        new BufferedReader(new InputStreamReader(connection.socket().getInputStream(), UTF_8))
            .readLine();
    if (answer == null) {
      throw new IOException("the connection has ended");
    }
    return answer;
  }

  /** The servers that have answered, a line a call. */
  static String callers(Path from, String address, int port, int times) {
    StringBuilder answers = new StringBuilder();
    for (int i = 0; i < times; i++) {
      try (SocketChannel connection = connect(from, address, port)) {
        answers.append(ask(connection)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException("call " + i + " of " + address, e);
      }
    }
    return answers.toString();
  }

  static Map<String, Integer> counted(String answers) {
    Map<String, Integer> counts = new TreeMap<>();
    answers.lines().forEach(server -> counts.merge(server, 1, Integer::sum));
    return counts;
  }

  /** Calls again and again, each time by a connection of its own. */
  static Load load(Path from, String address, int port) {
    return new Load(from, address, port);
  }

  /** Callers that never stop. */
  static final class Load implements AutoCloseable {

    private static final int CALLERS = 4;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;

    private Load(Path from, String address, int port) {
      threads =
          IntStream.range(0, CALLERS)
              .mapToObj(_ -> Thread.ofPlatform().daemon().start(() -> call(from, address, port)))
              .toList();
    }

    private void call(Path from, String address, int port) {
      while (!over.get()) {
        try (SocketChannel connection = connect(from, address, port)) {
          var _ = ask(connection);
          calls.incrementAndGet();
        } catch (IOException e) {
          failures.add(e.toString());
        }
      }
    }

    /** Waits for so many more. */
    void awaitCalls(int more) {
      int wanted = calls.get() + more;
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> calls.get() >= wanted);
    }

    List<String> failures() {
      return List.copyOf(failures);
    }

    @Override
    public void close() {
      over.set(true);
      try {
        for (Thread thread : threads) {
          var _ = thread.join(Duration.ofSeconds(10));
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    namespace.close();
  }
}
