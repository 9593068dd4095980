package io.netledger.deploy.local.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JobTest {

  @Test
  void isReadAsItWasWritten() {
    isReadAsWritten(new Job.Serve("box-1", "/run/netledger/netns/abc", 8080));
    isReadAsWritten(new Job.Call(Job.HOST, "127.0.0.1", 20_001, "box-1"));
    isReadAsWritten(new Job.Flow("/run/netns/outside", "203.0.113.1", 20_001, "box-1"));
    isReadAsWritten(new Job.EndFlow());
  }

  private static void isReadAsWritten(Job job) {
    String line = job.line(17);

    assertThat(line).doesNotContain("\n");
    assertThat(Job.number(line)).isEqualTo(17);
    assertThat(Job.parse(Job.words(line))).isEqualTo(job);
  }

  @Test
  void isNotJustAnyWord() {
    assertThatThrownBy(() -> Job.parse("dance")).hasMessageContaining("dance");
  }
}
