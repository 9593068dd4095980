package io.netledger.wire;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC server of ours. Beside its services it has reflection (v1, and v1alpha for older clients)
 * and health; handlers run on virtual threads, may block, know the {@link Caller} and just throw
 * what they refuse.
 *
 * <p>A UNIX socket appears under its name only when it is ready to be used, with mode 0660, and
 * takes the place of one whose server is dead.
 */
public final class WireServer implements AutoCloseable {

  private static final int EVENT_LOOPS = 2;
  private static final long PATIENCE_SECONDS = 5;

  private final Server server;
  private final WireAddress address;
  private final HealthStatusManager health;
  private final ExecutorService handlers;
  private final List<EventLoopGroup> loops;

  private WireServer(
      Server server,
      WireAddress address,
      HealthStatusManager health,
      ExecutorService handlers,
      List<EventLoopGroup> loops) {
    this.server = server;
    this.address = address;
    this.health = health;
    this.handlers = handlers;
    this.loops = loops;
  }

  /** As below, where only a {@link io.netledger.refusal.Rejection} is a refusal. */
  public static WireServer start(WireAddress address, List<? extends BindableService> services)
      throws IOException {
    return start(address, services, RefusalTranslator.REJECTIONS);
  }

  /**
   * Serves until {@link #close}.
   *
   * @throws IOException if the address cannot be listened on, or a living server has it
   */
  public static WireServer start(
      WireAddress address, List<? extends BindableService> services, RefusalTranslator refusals)
      throws IOException {
    return switch (address) {
      case WireAddress.Unix(var path) -> onUnixSocket(path, services, refusals);
      case WireAddress.Loopback(var socket) -> onLoopback(socket, services, refusals);
    };
  }

  private static WireServer onUnixSocket(
      Path path, List<? extends BindableService> services, RefusalTranslator refusals)
      throws IOException {
    var loops =
        List.<EventLoopGroup>of(
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()),
            new MultiThreadIoEventLoopGroup(EVENT_LOOPS, EpollIoHandler.newFactory()));
    try (var place = SocketPlace.prepare(path)) {
      var builder =
          NettyServerBuilder.forAddress(new DomainSocketAddress(place.draft().toFile()))
              .channelFactory(EpollServerDomainSocketChannel::new)
              .bossEventLoopGroup(loops.get(0))
              .workerEventLoopGroup(loops.get(1))
              .protocolNegotiator(new PeerNegotiator(new UserNames(Path.of("/etc/passwd"))));
      WireServer started = start(builder, new WireAddress.Unix(path), services, refusals, loops);
      place.reveal();
      return started;
    }
  }

  private static WireServer onLoopback(
      InetSocketAddress socket,
      List<? extends BindableService> services,
      RefusalTranslator refusals)
      throws IOException {
    var loops =
        List.<EventLoopGroup>of(
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()),
            new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory()));
    var builder =
        NettyServerBuilder.forAddress(socket)
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(loops.get(0))
            .workerEventLoopGroup(loops.get(1));
    return start(builder, new WireAddress.Loopback(socket), services, refusals, loops);
  }

  @SuppressWarnings("deprecation") // v1alpha reflection: all that grpcurl up to 1.8 speaks
  private static WireServer start(
      NettyServerBuilder builder,
      WireAddress address,
      List<? extends BindableService> services,
      RefusalTranslator refusals,
      List<EventLoopGroup> loops)
      throws IOException {
    var health = new HealthStatusManager();
    ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    services.forEach(builder::addService);
    Server server =
        builder
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .addService(io.grpc.protobuf.services.ProtoReflectionService.newInstance())
            .intercept(new RefusalInterceptor(refusals))
            .intercept(new CallerInterceptor())
            .executor(handlers)
            .build();
    var started = new WireServer(server, address, health, handlers, loops);
    try {
      server.start();
    } catch (IOException e) {
      started.close();
      throw e;
    }
    return started;
  }

  /** Where it listens; with the port that was found if port 0 was asked for. */
  public WireAddress address() {
    return switch (address) {
      case WireAddress.Unix unix -> unix;
      case WireAddress.Loopback(var socket) ->
          new WireAddress.Loopback(new InetSocketAddress(socket.getAddress(), server.getPort()));
    };
  }

  /** Returns when the server has ended. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /** Takes no new calls, gives the running ones a few seconds, then ends them. */
  @Override
  public void close() {
    health.enterTerminalState();
    if (address instanceof WireAddress.Unix(var path)) {
      SocketPlace.remove(path);
    }
    server.shutdown();
    try {
      if (!server.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
        // streams end on the handlers' threads: only then may those go, or clients are never told
        var _ = server.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    handlers.shutdown();
    for (EventLoopGroup loop : loops) {
      var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
