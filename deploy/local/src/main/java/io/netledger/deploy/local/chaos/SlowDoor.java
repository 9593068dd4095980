package io.netledger.deploy.local.chaos;

import io.netledger.deploy.local.witness.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A UNIX socket that leads to another one. What goes through comes late, each connection by its own
 * whim, so that of two hosts now the one and now the other hears first; and now and then the way
 * breaks.
 */
public final class SlowDoor implements AutoCloseable {

  private static final int LATEST_MILLIS = 60;
  private static final int BREAKS_ONE_IN = 300;
  private static final int BYTES = 64 << 10;

  private final Path behind;
  private final ServerSocketChannel server;
  private final SplittableRandom random;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private SlowDoor(Path behind, ServerSocketChannel server, SplittableRandom random) {
    this.behind = behind;
    this.server = server;
    this.random = random;
  }

  /** Leads to {@code behind} until it is closed. */
  public static SlowDoor at(Path place, Path behind, SplittableRandom random) {
    try {
      Files.deleteIfExists(place);
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(place));
      var door = new SlowDoor(behind, server, random);
      Thread.ofVirtual().start(door::letIn);
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void letIn() {
    try {
      while (true) {
        SocketChannel caller = server.accept();
        SocketChannel called = SocketChannel.open(UnixDomainSocketAddress.of(behind));
        open.add(caller);
        open.add(called);
        SplittableRandom whim;
        synchronized (random) {
          whim = random.split();
        }
        SplittableRandom back = whim.split();
        Thread.ofVirtual().start(() -> pass(caller, called, whim));
        Thread.ofVirtual().start(() -> pass(called, caller, back));
      }
    } catch (IOException _) {
      // closed, or nobody is behind it any more
    }
  }

  private void pass(SocketChannel from, SocketChannel to, SplittableRandom whim) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    try {
      while (from.read(bytes) >= 0 && whim.nextInt(BREAKS_ONE_IN) > 0) {
        Pause.millis(whim.nextInt(LATEST_MILLIS));
        bytes.flip();
        while (bytes.hasRemaining()) {
          to.write(bytes);
        }
        bytes.clear();
      }
    } catch (IOException _) {
      // the other direction has closed it
    } finally {
      close(from);
      close(to);
    }
  }

  private void close(SocketChannel channel) {
    open.remove(channel);
    try {
      channel.close();
    } catch (IOException _) {
      // as good as closed
    }
  }

  /** Breaks all ways that there are; new ones may be made. */
  public void breakAll() {
    Set.copyOf(open).forEach(this::close);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    breakAll();
  }
}
