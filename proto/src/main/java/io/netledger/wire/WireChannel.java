package io.netledger.wire;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC channel to a {@link WireServer}, without native code, so that a short-lived client starts
 * fast. It connects with the first call, and again by itself.
 */
public final class WireChannel implements AutoCloseable {

  private final ManagedChannel channel;
  private final EventLoopGroup loop;

  private WireChannel(ManagedChannel channel, EventLoopGroup loop) {
    this.channel = channel;
    this.loop = loop;
  }

  public static WireChannel open(WireAddress address) {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    NettyChannelBuilder builder =
        switch (address) {
          case WireAddress.Unix(var path) ->
              NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(path))
                  .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                  // gRPC asks for it; a UNIX socket has no such option, and netty warns each time.
                  .withOption(ChannelOption.SO_KEEPALIVE, null);
          case WireAddress.Loopback(var socket) ->
              NettyChannelBuilder.forAddress(socket).channelType(NioSocketChannel.class);
        };
    ManagedChannel channel =
        builder.eventLoopGroup(loop).usePlaintext().overrideAuthority("netledger").build();
    return new WireChannel(channel, loop);
  }

  /** What stubs are made of. */
  public ManagedChannel grpc() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
