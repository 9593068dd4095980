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
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netledger.identity.Credentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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

  /** On a UNIX socket, where only a {@link io.netledger.refusal.Rejection} is a refusal. */
  public static WireServer start(WireAddress address, List<? extends BindableService> services)
      throws IOException {
    return start(address, services, RefusalTranslator.REJECTIONS);
  }

  /** As below, on a UNIX socket. */
  public static WireServer start(
      WireAddress address, List<? extends BindableService> services, RefusalTranslator refusals)
      throws IOException {
    return start(address, Optional.empty(), services, refusals, Denials.UNHEARD);
  }

  /**
   * Serves until {@link #close}. On TCP nobody is answered without a certificate of our authority,
   * and nothing but what {@link Access} lists for its kind.
   *
   * @param credentials needed on TCP, not used on UNIX sockets
   * @param denials hears who was turned away on TCP
   * @throws IOException if the address cannot be listened on, or a living server has it
   * @throws IllegalArgumentException if the credentials are missing
   */
  public static WireServer start(
      WireAddress address,
      Optional<Credentials> credentials,
      List<? extends BindableService> services,
      RefusalTranslator refusals,
      Denials denials)
      throws IOException {
    return switch (address) {
      case WireAddress.Unix(var path) -> onUnixSocket(path, services, refusals);
      case WireAddress.Tcp tcp -> {
        Credentials own = credentials.orElseThrow(() -> new MissingCertificate(tcp));
        SslContext tls = Tls.mutual(own, new DeniedHandshakes(denials));
        yield onTcp(
            tcp,
            tls,
            builder -> {
              builder.intercept(new AccessInterceptor(denials, Clock.systemUTC()));
              return openly(builder, services);
            },
            refusals);
      }
    };
  }

  /**
   * Serves one service, and neither reflection nor health, to those who have no certificate yet. It
   * shows its own.
   *
   * @throws IOException if the address cannot be listened on
   */
  public static WireServer startForUnknown(
      WireAddress.Tcp address,
      Credentials credentials,
      BindableService service,
      RefusalTranslator refusals)
      throws IOException {
    return onTcp(
        address,
        Tls.serverOnly(credentials),
        builder -> {
          builder.addService(service);
          return new HealthStatusManager();
        },
        refusals);
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
      var health = openly(builder, services);
      WireServer started = start(builder, new WireAddress.Unix(path), health, refusals, loops);
      place.reveal();
      return started;
    }
  }

  private static WireServer onTcp(
      WireAddress.Tcp address,
      SslContext tls,
      Function<NettyServerBuilder, HealthStatusManager> services,
      RefusalTranslator refusals)
      throws IOException {
    var loops =
        List.<EventLoopGroup>of(
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()),
            new MultiThreadIoEventLoopGroup(EVENT_LOOPS, NioIoHandler.newFactory()));
    var builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(address.host(), address.port()))
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(loops.get(0))
            .workerEventLoopGroup(loops.get(1))
            .sslContext(tls)
            .handshakeTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(WireChannel.KEEPALIVE_SECONDS - 1, TimeUnit.SECONDS)
            .keepAliveTime(WireChannel.KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return start(builder, address, services.apply(builder), refusals, loops);
  }

  /** The services, reflection on them, and health. */
  @SuppressWarnings("deprecation") // v1alpha reflection: all that grpcurl up to 1.8 speaks
  private static HealthStatusManager openly(
      NettyServerBuilder builder, List<? extends BindableService> services) {
    var health = new HealthStatusManager();
    services.forEach(builder::addService);
    builder
        .addService(health.getHealthService())
        .addService(ProtoReflectionServiceV1.newInstance())
        .addService(io.grpc.protobuf.services.ProtoReflectionService.newInstance());
    return health;
  }

  private static WireServer start(
      NettyServerBuilder builder,
      WireAddress address,
      HealthStatusManager health,
      RefusalTranslator refusals,
      List<EventLoopGroup> loops)
      throws IOException {
    ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    Server server =
        builder
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
      case WireAddress.Tcp(var host, _) -> new WireAddress.Tcp(host, server.getPort());
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
