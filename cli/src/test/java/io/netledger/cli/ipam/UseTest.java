package io.netledger.cli.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.proto.ipam.v1.Pool;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The use of a pool … */
class UseTest {

  private static String percent(String size, String free) {
    return new Use(Pool.newBuilder().setSize(size).setFree(free).build()).percent();
  }

  @ParameterizedTest
  @CsvSource({
    "256, 253, 1.2%",
    "256, 256, 0%",
    "256, 128, 50%",
    "256, 0, 100%",
    "65536, 1, >99.9%",
    "65536, 65535, <0.1%",
    "18446744073709551616, 18446744073709551614, <0.1%"
  })
  void isTold(String size, String free, String percent) {
    assertThat(percent(size, free)).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "65536, 65536",
    "999999999, 999999999",
    "18446744073709551616, 2^64",
    "18446744073709551614, 1.8e19",
    "340282366920938463463374607431768211455, 3.4e38"
  })
  void hasNumbersThatCanBeRead(String number, String shown) {
    assertThat(Use.shown(new BigInteger(number))).isEqualTo(shown);
  }
}
