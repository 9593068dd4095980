package io.netledger.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.3.7, 10.0.3.7",
    "2001:DB8:0:0::7, 2001:db8::7",
    "::, ::",
    "::ffff:10.0.0.1, ::ffff:10.0.0.1",
    "0.0.0.0, 0.0.0.0",
  })
  void anAddressIsPrintedInItsCanonicalForm(String literal, String printed) {
    IpAddress address = IpAddress.parse(literal);

    assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
    assertThat(IpAddress.parse(printed)).isEqualTo(address);
    assertThat(IpAddress.of(address.isV4(), address.value())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "10.0.0",
        "10.0.0.256",
        "010.0.0.1",
        "10.0.0.1/8",
        "10.0.0.0-7",
        "10.0.*.1",
        "0x0a000001",
        "167772161",
        "fe80::1%eth0",
        "2001:db8::/32",
        ":::",
        "1::2::3",
        "localhost",
        "*",
        "1.2.3.4.5",
        "10.0.0.1 ",
        "::1\n",
      })
  void whatIsNotOneWholeAddressIsRefusedWithTheValue(String literal) {
    assertThatThrownBy(() -> IpAddress.parse(literal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining('"' + literal + '"')
        .hasMessageContaining("expected");
  }

  @Test
  void addressesAreOrderedNumericallyWithV4First() {
    assertThat(
            Stream.of("2001:db8::1", "10.0.0.10", "10.0.0.9", "::1", "200.0.0.1")
                .map(IpAddress::parse)
                .sorted()
                .map(IpAddress::toString))
        .containsExactly("10.0.0.9", "10.0.0.10", "200.0.0.1", "::1", "2001:db8::1");
  }

  @Test
  void aSubnetKnowsItsBounds() {
    Cidr subnet = Cidr.parse("192.168.77.5/16");

    assertThat(subnet.hasHostBits()).isTrue();
    assertThat(subnet.network()).hasToString("192.168.0.0/16");
    assertThat(subnet.first()).hasToString("192.168.0.0");
    assertThat(subnet.last()).hasToString("192.168.255.255");
    assertThat(subnet.size()).isEqualTo(65_536);
    assertThat(Cidr.parse("2001:db8::/64").size()).isEqualTo(BigInteger.TWO.pow(64));
    assertThat(Cidr.parse("0.0.0.0/0").last()).hasToString("255.255.255.255");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.128.0.0/9, true",
    "10.128.0.0/9, 10.0.0.0/8, true",
    "10.0.0.0/9, 10.128.0.0/9, false",
    "10.0.0.0/24, 10.0.0.0/24, true",
    "0.0.0.0/0, ::/0, false",
    "2001:db8::/32, 2001:db8:1::/48, true",
  })
  void subnetsOverlapWhenAnAddressLiesInBoth(String one, String other, boolean overlap) {
    assertThat(Cidr.parse(one).overlaps(Cidr.parse(other))).isEqualTo(overlap);
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/255.0.0.0"})
  void whatIsNotASubnetIsRefused(String notation) {
    assertThatThrownBy(() -> Cidr.parse(notation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void aLongValueIsShownByItsBeginning() {
    assertThatThrownBy(() -> Cidr.parse("x".repeat(10_000)))
        .message()
        .hasSizeLessThan(300)
        .contains("(10000 characters)");
  }

  @Test
  void aMacAddressIsPrintedInLowerCase() {
    assertThat(Mac.parse("02:42:C0:A8:00:02")).hasToString("02:42:c0:a8:00:02");
    assertThat(Mac.parse("02:42:c0:a8:00:02").isUnicast()).isTrue();
    assertThat(Mac.parse("01:00:5e:00:00:01").isUnicast()).isFalse();
    assertThat(Mac.parse("00:00:00:00:00:00").isUnicast()).isFalse();
    for (String notation : List.of("", "02:42:c0:a8:00", "02-42-c0-a8-00-02", "0242c0a80002")) {
      assertThatThrownBy(() -> Mac.parse(notation)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
