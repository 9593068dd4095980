package io.netledger.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostChoiceTest {

  @Test
  void isOneSimulatedHostAtFirstAndThenWhatItWas() {
    assertThat(new HostChoice.AsBefore().lines(List.of())).containsExactly("host-1");
    assertThat(new HostChoice.AsBefore().lines(List.of("host-1", "host-2")))
        .containsExactly("host-1", "host-2");
  }

  @Test
  void isWhatTheUserSaysWhateverWasBefore() {
    assertThat(new HostChoice.Simulated(2).lines(List.of("host-1", "host-2", "host-3")))
        .containsExactly("host-1", "host-2");
    assertThat(new HostChoice.Empty().lines(List.of("host-1"))).isEmpty();
    assertThat(new HostChoice.This("metal").lines(List.of("host-1")))
        .containsExactly("this-host metal");
  }

  @Test
  void isReadAsItIsWritten() {
    var line = HostChoice.line(new Host.ThisMachine("metal"));

    assertThat(HostChoice.isThisMachine(line)).isTrue();
    assertThat(HostChoice.nameIn(line)).isEqualTo("metal");
    assertThat(HostChoice.isThisMachine("host-1")).isFalse();
  }
}
