package io.netledger.agent.netlink.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netledger.agent.netlink.nft.NftChange.Changed;
import io.netledger.agent.netns.TestNetns;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An nf_tables monitor … */
@Timeout(20)
class NftMonitorTest {

  private static final Table TABLE = Table.inet("ours");

  @RegisterExtension final TestNetns netns = new TestNetns();

  private final Queue<NftChange> heard = new ConcurrentLinkedQueue<>();
  private NftMonitor monitor;
  private Thread listener;

  @BeforeEach
  void listen() {
    monitor = netns.namespace().inside(NftMonitor::open);
    listener =
        Thread.ofPlatform()
            .start(() -> {
              List<NftChange> changes = monitor.next();
              while (!changes.isEmpty()) {
                heard.addAll(changes);
                changes = monitor.next();
              }
            });
  }

  @AfterEach
  void stop() throws InterruptedException {
    monitor.close();
    listener.join();
  }

  @Test
  void saysWhichTablesABatchTouchedAndWhoSentIt() {
    NftSocket nft = netns.nft();
    nft.apply(it -> it.addTable(TABLE, "us").addChain(TABLE, Chain.regular("a")));
    netns.see("nft", "delete", "chain", "inet", "ours", "a");
    netns.see("nft", "add", "table", "ip", "theirs");
    await().until(() -> heard.size() == 3);
    List<Changed> changes = heard.stream().map(Changed.class::cast).toList();
    assertThat(changes.get(0).tables()).containsExactly(TABLE);
    assertThat(changes.get(0).port()).isEqualTo(nft.portId());
    assertThat(changes.get(1).tables()).containsExactly(TABLE);
    assertThat(changes.get(1).port()).isNotEqualTo(nft.portId());
    assertThat(changes.get(1).command()).isEqualTo("nft");
    assertThat(changes.get(1).process()).isPositive();
    assertThat(changes.get(2).tables()).containsExactly(new Table(Family.IP, "theirs"));
    assertThat(changes.get(2).generation()).isEqualTo(nft.generation());
  }
}
