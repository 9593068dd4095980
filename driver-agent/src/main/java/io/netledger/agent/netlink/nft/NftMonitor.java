package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.NetlinkSocket;
import io.netledger.agent.netlink.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hears every batch that changes the nf_tables of the network namespace it was opened in.
 *
 * <p>Equivalent to {@code nft monitor}.
 */
public final class NftMonitor implements AutoCloseable {

  private static final int NFNLGRP_NFTABLES = 7;
  private static final int NFTA_GEN_ID = 1;
  private static final int NFTA_GEN_PROC_PID = 2;
  private static final int NFTA_GEN_PROC_NAME = 3;

  private final Port port;
  private final Map<Integer, Set<Table>> touched = new HashMap<>(); // by origin

  public NftMonitor(Port port) {
    this.port = port;
  }

  /**
   * Opens a monitor in the calling thread's network namespace. What changes from now on is heard.
   */
  public static NftMonitor open() {
    return new NftMonitor(NetlinkSocket.listen(NetlinkSocket.NETLINK_NETFILTER, NFNLGRP_NFTABLES));
  }

  /**
   * As {@link #open}, and hears also what changes in the other network namespaces that have a
   * number in this one.
   */
  public static NftMonitor openEverywhere() {
    return new NftMonitor(
        NetlinkSocket.listenEverywhere(NetlinkSocket.NETLINK_NETFILTER, NFNLGRP_NFTABLES));
  }

  /**
   * Where the changes happened that {@link #next} returned last: the namespace's number, or {@link
   * Port#HERE}. For the thread that waits there.
   */
  public int origin() {
    return port.origin();
  }

  /**
   * Waits for the next changes. Not for several threads at once.
   *
   * @return at least one change, or none once the monitor is closed
   */
  public List<NftChange> next() {
    while (true) {
      try {
        List<NftChange> changes = changes(Message.parse(port.receive()));
        if (!changes.isEmpty()) {
          return changes;
        }
      } catch (NetlinkError e) {
        touched.clear();
        return switch (e.errno()) {
          case Libc.ENOBUFS -> List.of(new NftChange.Missed());
          case Libc.EBADF -> List.of();
          default -> throw e;
        };
      }
    }
  }

  /** The kernel tells of each object first, and closes the batch with its new generation. */
  private List<NftChange> changes(List<Message> messages) {
    List<NftChange> changes = new ArrayList<>();
    for (Message message : messages) {
      if (message.type() == NftSocket.NEWGEN) {
        Attributes it = message.attributesAfter(NftSocket.HEADER);
        changes.add(
            new NftChange.Changed(
                it.big32(NFTA_GEN_ID).orElse(0),
                Set.copyOf(touched.getOrDefault(port.origin(), Set.of())),
                message.port(),
                it.big32(NFTA_GEN_PROC_PID).orElse(0),
                it.text(NFTA_GEN_PROC_NAME).orElse("")));
        touched.remove(port.origin());
      } else {
        touched
            .computeIfAbsent(port.origin(), _ -> new LinkedHashSet<>())
            .add(NftSocket.tableOf(message));
      }
    }
    return changes;
  }

  /** Ends {@link #next} in the thread that waits there. */
  @Override
  public void close() {
    port.close();
  }
}
