package io.netledger.agent.plan;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostSpecTest {

  private static final NetworkSpec NETWORK =
      network("aa", BRIDGE, subnet("192.0.2.0/24", "192.0.2.1"));
  private static final SandboxSpec SANDBOX = sandbox("5a");

  private final HostSpec spec = new HostSpec();

  @Test
  void anOlderSpecNeverReplacesANewerOne() {
    whole(5, revised(5));
    whole(4, revised(4));
    assertThat(spec.endpoints()).containsExactly(revised(5));
  }

  @Test
  void anEndpointThatIsNewerThanAWholePlanStaysWithItsNetworkAndSandbox() {
    whole(5, revised(5));
    spec.take(new SpecChange.Whole(4, List.of(), List.of(), List.of()));
    assertThat(spec.endpoints()).containsExactly(revised(5));
    assertThat(spec.network(NETWORK.id())).isPresent();
    assertThat(spec.sandbox(SANDBOX.id())).isPresent();
  }

  @Test
  void anEndpointThatIsMissingFromANewerWholePlanIsGone() {
    whole(5, revised(5));
    var touched = spec.take(new SpecChange.Whole(6, List.of(NETWORK), List.of(SANDBOX), List.of()));
    assertThat(spec.endpoints()).isEmpty();
    assertThat(touched).contains(revised(5).owner());
  }

  @Test
  void anEndpointThatIsGoneDoesNotComeBackByAnOldPlan() {
    whole(5, revised(5));
    var gone = List.of(revised(5).owner());
    spec.take(new SpecChange.Difference(7, List.of(), List.of(), List.of(), gone));
    whole(6, revised(6));
    assertThat(spec.endpoints()).isEmpty();
  }

  private void whole(long revision, EndpointSpec endpoint) {
    spec.take(
        new SpecChange.Whole(revision, List.of(NETWORK), List.of(SANDBOX), List.of(endpoint)));
  }

  private static EndpointSpec revised(long revision) {
    EndpointSpec it = endpoint("e1e1", NETWORK, SANDBOX, 0, "192.0.2.7/24");
    return new EndpointSpec(
        it.id(),
        it.networkId(),
        it.sandboxId(),
        it.addresses(),
        it.mac(),
        it.interfaceName(),
        it.order(),
        revision);
  }
}
