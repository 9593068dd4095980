package io.netledger.deploy.local.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100, 101, 1_000, 10_000})
  void putsNoMoreOnANetworkThanFit(int sandboxes) {
    var layout = new Layout(sandboxes);

    var onEach =
        IntStream.range(0, sandboxes)
            .boxed()
            .collect(Collectors.groupingBy(layout::front, Collectors.counting()));

    assertThat(onEach.values()).allMatch(count -> count <= 100);
    assertThat(layout.networks().stream().map(Layout.Net::name)).containsAll(onEach.keySet());
    assertThat(layout.networks()).hasSize(2 * onEach.size());
    assertThat(layout.networks().stream().map(Layout.Net::subnet)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100, 101, 1_000, 10_000})
  void callsEachFromAnotherOnTheSameNetworks(int sandboxes) {
    var layout = new Layout(sandboxes);
    var callers = new HashSet<Integer>();

    for (int number = 0; number < sandboxes; number++) {
      int neighbour = layout.neighbour(number);
      assertThat(neighbour).isNotEqualTo(number).isBetween(0, sandboxes - 1);
      assertThat(layout.back(neighbour)).isEqualTo(layout.back(number));
      callers.add(neighbour);
    }

    assertThat(callers).hasSize(sandboxes);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1_000, 10_000})
  void publishesPortsThatTheKernelDoesNotChoose(int sandboxes) {
    var layout = new Layout(sandboxes);

    assertThat(IntStream.range(0, sandboxes).map(layout::hostPort).distinct()).hasSize(sandboxes);
    assertThat(layout.hostPort(sandboxes - 1)).isLessThan(32_768);
  }
}
