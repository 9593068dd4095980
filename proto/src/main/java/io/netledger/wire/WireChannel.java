package io.netledger.wire;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.netledger.identity.Credentials;
import io.netledger.identity.Fingerprint;
import io.netledger.identity.PinnedTrust;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * A gRPC channel to a {@link WireServer}, without native code, so that a short-lived client starts
 * fast. It connects with the first call, and again by itself.
 *
 * <p>On TCP the server must show a certificate with the name of the service that is called: which
 * machine it is on says nothing.
 */
public final class WireChannel implements AutoCloseable {

  /** A peer whose machine is gone says nothing; TCP alone would wait for a quarter of an hour. */
  static final long KEEPALIVE_SECONDS = 15;

  private static final long KEEPALIVE_PATIENCE_SECONDS = 5;

  private final ManagedChannel channel;
  private final EventLoopGroup loop;

  private WireChannel(ManagedChannel channel, EventLoopGroup loop) {
    this.channel = channel;
    this.loop = loop;
  }

  /** To a UNIX socket; TCP is spoken with certificates only. */
  public static WireChannel open(WireAddress address) {
    return open(address, "netledger", Optional.empty());
  }

  /** As below, to the only one there is. */
  public static WireChannel open(
      WireAddress address, String service, Optional<Credentials> credentials) {
    return open(Replicas.of(address), service, credentials);
  }

  /**
   * To {@code service}, of whichever kind its addresses are. A call goes to the replica that the
   * calls before went to; if that one is lost, to the first in order that answers. A call that was
   * under way then fails with UNAVAILABLE.
   *
   * @param service its name: "network-service"
   * @param credentials needed on TCP, not used on UNIX sockets
   * @throws IllegalArgumentException if they are missing
   */
  public static WireChannel open(
      Replicas replicas, String service, Optional<Credentials> credentials) {
    return switch (replicas.first()) {
      case WireAddress.Unix _ -> onUnixSockets(replicas);
      case WireAddress.Tcp tcp -> {
        Credentials own = credentials.orElseThrow(() -> new MissingCertificate(tcp));
        yield onTcp(replicas, service, () -> Tls.showing(own));
      }
    };
  }

  /** To a server that serves those who have no certificate yet; its authority is known by that. */
  public static WireChannel openUnknown(
      WireAddress.Tcp address, String service, Fingerprint authority) {
    return onTcp(Replicas.of(address), service, () -> Tls.unknown(new PinnedTrust(authority)));
  }

  /** A single one needs nothing that finds out which. */
  private static NettyChannelBuilder to(Replicas replicas) {
    if (replicas.addresses().size() > 1) {
      return NettyChannelBuilder.forTarget(ReplicaResolver.target(replicas));
    }
    return switch (replicas.first()) {
      case WireAddress.Unix(var path) ->
          NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(path));
      case WireAddress.Tcp(var host, var port) -> NettyChannelBuilder.forAddress(host, port);
    };
  }

  private static WireChannel onUnixSockets(Replicas replicas) {
    EventLoopGroup loop = loop();
    return new WireChannel(
        to(replicas)
            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
            // gRPC asks for it; a UNIX socket has no such option, and netty warns each time.
            .withOption(ChannelOption.SO_KEEPALIVE, null)
            .eventLoopGroup(loop)
            .usePlaintext()
            .overrideAuthority("netledger")
            .build(),
        loop);
  }

  private static WireChannel onTcp(Replicas replicas, String service, Callable<SslContext> tls) {
    EventLoopGroup loop = loop();
    return new WireChannel(
        to(replicas)
            .channelType(NioSocketChannel.class)
            .eventLoopGroup(loop)
            .sslContext(made(tls))
            .overrideAuthority(service)
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEPALIVE_PATIENCE_SECONDS, TimeUnit.SECONDS)
            .build(),
        loop);
  }

  private static EventLoopGroup loop() {
    return new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  }

  private static SslContext made(Callable<SslContext> tls) {
    try {
      return tls.call();
    } catch (SSLException e) {
      throw new IllegalStateException("this JDK has no TLS 1.3", e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What stubs are made of. */
  public ManagedChannel grpc() {
    return channel;
  }

  /**
   * The next call makes a connection of its own, so that it begins with the certificate of then;
   * calls that go on keep theirs.
   */
  public void connectAnew() {
    channel.enterIdle();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
