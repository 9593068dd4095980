package io.netledger.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.Capabilities;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.proto.agent.v1.RealizedSandbox;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent without a kernel … */
@Timeout(60)
class SimulationTest {

  @TempDir Path directory;

  private final List<PlanMessage> told = new ArrayList<>();
  private final LinkedBlockingQueue<Long> answered = new LinkedBlockingQueue<>();

  private final Witness witness =
      new Witness() {
        @Override
        public void told(PlanMessage message) {
          told.add(message);
        }

        @Override
        public void answered(long revision) {
          answered.add(revision);
        }
      };

  @Test
  void answersAsOneThatHasDoneAllItWasTold() throws Exception {
    var address = new WireAddress.Unix(directory.resolve("service.sock"));
    var identity =
        new Identity(
            "alpha", "boot-1", Optional.empty(), new Capabilities(Set.of(), Map.of()), "test");
    try (var service = new NetworkServiceByHand(address);
        var _ = AgentSync.simulate(identity, WireChannel.open(address), witness)) {
      assertThat(service.answerCall().getAppliedRevision()).isZero();

      Applied applied = service.say(Words.snapshot(7));

      assertThat(applied.getRevision()).isEqualTo(7);
      assertThat(applied.getRefusedList()).isEmpty();
      assertThat(applied.getSandboxesList())
          .extracting(RealizedSandbox::getSandboxId)
          .containsExactlyInAnyOrderElementsOf(
              Words.snapshot(7).getSandboxesList().stream().map(it -> it.getId()).toList());
      assertThat(answered.poll(10, TimeUnit.SECONDS)).isEqualTo(7);
      assertThat(told).hasSize(1);
    }
  }
}
