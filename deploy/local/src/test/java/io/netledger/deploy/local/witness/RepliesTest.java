package io.netledger.deploy.local.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RepliesTest {

  @Test
  void areCompleteWhenAllCameBack() {
    var replies = replies(3, List.of(1, 2, 3));

    assertThat(replies.areComplete()).isTrue();
    assertThat(replies.sent()).isEqualTo(3);
  }

  @Test
  void mayMissTheLastWhichIsUnderWay() {
    assertThat(replies(3, List.of(1, 2)).areComplete()).isTrue();
  }

  @Test
  void missOneInTheMiddle() {
    assertThat(replies(3, List.of(1, 3)).lost()).isEqualTo(1);
    assertThat(replies(4, List.of(1, 3)).lost()).isEqualTo(1);
  }

  @Test
  void areNotCompleteIfNothingWasSent() {
    assertThat(Replies.in("ping: unknown host").areComplete()).isFalse();
    assertThat(replies(1, List.of()).areComplete()).isFalse();
  }

  private static Replies replies(int sent, List<Integer> numbers) {
    return Replies.in(
        numbers.stream()
                .map("64 bytes from 10.0.0.2: icmp_seq=%d ttl=64 time=0.1 ms\n"::formatted)
                .collect(Collectors.joining())
            + "\n--- 10.0.0.2 ping statistics ---\n%d packets transmitted, %d received, 0%% packet loss"
                .formatted(sent, numbers.size()));
  }
}
