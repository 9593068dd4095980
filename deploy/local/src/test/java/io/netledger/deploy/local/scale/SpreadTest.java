package io.netledger.deploy.local.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {

  @ParameterizedTest
  @CsvSource({"10, 10", "10, 100", "100, 100", "1000, 100", "1000, 200"})
  void hasEachNetworkOnTenHostsInEqualParts(int hosts, int perHost) {
    var spread = new Spread(hosts, perHost);

    var endpoints =
        IntStream.range(0, spread.sandboxes())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    spread::networkOf,
                    Collectors.groupingBy(spread::hostOf, Collectors.counting())));

    assertThat(endpoints).hasSize(hosts);
    endpoints.forEach((network, byHost) -> {
      assertThat(byHost.keySet()).containsExactlyInAnyOrderElementsOf(spread.together(network));
      assertThat(byHost.values()).containsOnly((long) perHost / Spread.TOGETHER);
    });
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "1000, 100"})
  void givesNoAddressTwice(int hosts, int perHost) {
    var spread = new Spread(hosts, perHost);

    assertThat(IntStream.range(0, hosts).mapToObj(spread::underlay).distinct()).hasSize(hosts);
    assertThat(IntStream.range(0, hosts).mapToObj(spread::subnet).distinct()).hasSize(hosts);
  }
}
