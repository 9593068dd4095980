package io.netledger.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.cli.session.Failure;
import io.netledger.proto.network.v1.Subnet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What belongs to a subnet … */
class SubnetPairsTest {

  @Test
  void isWhatItContainsWhateverTheOrder() {
    List<Subnet> paired =
        SubnetPairs.of(
            List.of("10.1.0.0/16", "2001:db8:2::/64"),
            List.of("10.1.8.0/24"),
            List.of("2001:db8:2::1", "10.1.0.254"),
            Map.of("router", "10.1.0.9", "other", "2001:db8:2::9"));
    assertThat(paired)
        .containsExactly(
            Subnet.newBuilder()
                .setSubnet("10.1.0.0/16")
                .setIpRange("10.1.8.0/24")
                .setGateway("10.1.0.254")
                .putAuxAddresses("router", "10.1.0.9")
                .build(),
            Subnet.newBuilder()
                .setSubnet("2001:db8:2::/64")
                .setGateway("2001:db8:2::1")
                .putAuxAddresses("other", "2001:db8:2::9")
                .build());
  }

  @Test
  void isNotLookedAtForASubnetAlone() {
    assertThat(SubnetPairs.of(List.of("foo", ""), List.of(), List.of(""), Map.of()))
        .as("the service says what is wrong with it")
        .containsExactly(Subnet.newBuilder().setSubnet("foo").build());
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 10.202.2.1, '', every ip-range or gateway must have a corresponding subnet",
    "'', 10.202.2.0/25, '', '', every ip-range or gateway must have a corresponding subnet",
    "'', '', '', 10.202.2.9, no matching subnet for aux-address 10.202.2.9",
    "10.202.2.0/24, '', 10.202.3.1, '', no matching subnet for gateway 10.202.3.1",
    "10.202.2.0/24, '', foo, '', no matching subnet for gateway foo",
    "10.202.2.0/24, 10.0.0.0/8, '', '', no matching subnet for range 10.0.0.0/8",
    "10.0.0.0/8 10.1.0.0/16, '', '', '', 'multiple overlapping subnet configuration is not supported: 10.0.0.0/8, 10.1.0.0/16'",
    "10.1.0.0/16 10.2.0.0/16, '', 10.1.0.1 10.1.0.2, '', 'cannot configure multiple gateways (10.1.0.2, 10.1.0.1) for the same subnet (10.1.0.0/16)'",
    "10.1.0.0/16 10.2.0.0/16, 10.1.1.0/24 10.1.2.0/24, '', '', 'cannot configure multiple ranges (10.1.2.0/24, 10.1.1.0/24) on the same subnet (10.1.0.0/16)'"
  })
  void isRefusedInDockersWords(
      String subnets, String ranges, String gateways, String aux, String complaint) {
    Map<String, String> auxAddresses = aux.isEmpty() ? Map.of() : Map.of("h", aux);
    assertThatThrownBy(
            () -> SubnetPairs.of(words(subnets), words(ranges), words(gateways), auxAddresses))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.exitCode()).isEqualTo(1))
        .hasMessage(complaint);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
