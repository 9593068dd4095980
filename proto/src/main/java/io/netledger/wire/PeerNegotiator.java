package io.netledger.wire;

import io.grpc.Attributes;
import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiationEvent;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.PeerCredentials;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import java.io.IOException;

/**
 * Plain HTTP/2 on a UNIX socket, with the kernel's word (SO_PEERCRED, unix(7)) on who is at the
 * other end among the transport's attributes. gRPC has no public door for that, so this stands on
 * its internal negotiator.
 */
final class PeerNegotiator implements InternalProtocolNegotiator.ProtocolNegotiator {

  static final Attributes.Key<Caller> PEER = Attributes.Key.create("netledger.peer");

  private final InternalProtocolNegotiator.ProtocolNegotiator plaintext =
      InternalProtocolNegotiators.serverPlaintext();
  private final UserNames users;

  PeerNegotiator(UserNames users) {
    this.users = users;
  }

  @Override
  public AsciiString scheme() {
    return plaintext.scheme();
  }

  @Override
  public ChannelHandler newHandler(GrpcHttp2ConnectionHandler handler) {
    return new PeerHandler(plaintext.newHandler(handler));
  }

  @Override
  public void close() {
    plaintext.close();
  }

  private Caller peerOf(EpollDomainSocketChannel channel) throws IOException {
    PeerCredentials peer = channel.peerCredentials();
    return new Caller("unix:" + users.nameOf(peer.uid()), "unix:pid=" + peer.pid());
  }

  /** Puts the peer into the event that begins the negotiation, then leaves the pipeline. */
  private final class PeerHandler extends ChannelInboundHandlerAdapter {

    private final ChannelHandler next;

    PeerHandler(ChannelHandler next) {
      this.next = next;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      context.pipeline().addAfter(context.name(), null, next);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      var begin = InternalProtocolNegotiationEvent.getDefault();
      if (!event.equals(begin)) {
        context.fireUserEventTriggered(event);
        return;
      }
      Caller peer = peerOf((EpollDomainSocketChannel) context.channel());
      Attributes attributes =
          InternalProtocolNegotiationEvent.getAttributes(begin).toBuilder().set(PEER, peer).build();
      context.fireUserEventTriggered(
          InternalProtocolNegotiationEvent.withAttributes(begin, attributes));
      context.pipeline().remove(this);
    }
  }
}
