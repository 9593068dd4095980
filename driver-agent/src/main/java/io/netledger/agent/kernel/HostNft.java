package io.netledger.agent.kernel;

import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.netns.NetworkNamespace;
import org.jspecify.annotations.Nullable;

/** A socket for the host's firewall, opened when it is first needed: a kernel may have none. */
final class HostNft implements AutoCloseable {

  private final NetworkNamespace host;
  private volatile @Nullable NftSocket opened;

  HostNft(NetworkNamespace host) {
    this.host = host;
  }

  /**
   * The socket.
   *
   * @throws io.netledger.agent.netlink.NetlinkError if the kernel has no nf_tables
   */
  NftSocket socket() {
    NftSocket socket = opened;
    if (socket == null) {
      socket = host.inside(NftSocket::open);
      opened = socket;
    }
    return socket;
  }

  boolean hasPort(int port) {
    NftSocket socket = opened;
    return socket != null && port == socket.portId();
  }

  @Override
  public void close() {
    NftSocket socket = opened;
    if (socket != null) {
      socket.close();
    }
  }
}
