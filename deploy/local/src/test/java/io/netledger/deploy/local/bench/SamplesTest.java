package io.netledger.deploy.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void takes_quantiles_by_rank() {
    var samples = new Samples();
    LongStream.rangeClosed(1, 200)
        .map(n -> 201 - n)
        .map(TimeUnit.MILLISECONDS::toNanos)
        .forEach(samples::add);

    assertThat(samples.medianMillis()).isEqualTo(100);
    assertThat(samples.p99Millis()).isEqualTo(198);
  }

  @Test
  void takes_the_slowest_of_few_as_p99() {
    var samples = new Samples();
    LongStream.rangeClosed(1, 40).map(TimeUnit.MILLISECONDS::toNanos).forEach(samples::add);

    assertThat(samples.p99Millis()).isEqualTo(40);
  }
}
